// Generated from backend/openapi.json by `npm run types`. Not edited by hand.

export interface paths {
    "/api/v1/algorithm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How match lists are ranked, by which model, what is recorded, and how to refuse (public) */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AlgorithmView"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/allocation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who would take on what, if all open scenarios were given out at once within what vendors can take on (the operator) */
        get: {
            parameters: {
                query?: {
                    /** @description Vendors that each scenario wants, running deals included; 3 without it. */
                    wanted?: number;
                    /** @description Scenarios that each vendor can take on, running deals included; 5 without it. */
                    capacity?: number;
                    /** @description The most new ones that any vendor gets, to spread the work. */
                    fair_limit?: number;
                    /** @description Fit in hundredths that a place takes at least; 15 without it, below which pages call a fit weak. */
                    least_fit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AllocationView"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Log in with email and password */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LoginInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a session */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RefreshInput"];
                };
            };
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchange a refresh token for a new session */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RefreshInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Register an organisation and its owner */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RegisterInput"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calculator": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What the articles give for some facts: ceilings and exact amounts, what is missing, and why not */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CalculatorInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Assessment"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calculator/next": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Which facts are missing, the one with most at stake first, and which other answers would change a result */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NextInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NextView"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/claim-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The operator's settings for claims */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ClaimSettings"];
                    };
                };
            };
        };
        /** Replace the settings for claims (operator) */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ClaimSettings"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ClaimSettings"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Claims of the caller, newest first; the operator sees those of everybody that were handed in */
        get: {
            parameters: {
                query?: {
                    /** @description Only in this state. */
                    state?: components["schemas"]["ClaimState"];
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Rows a page, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_ClaimBrief"];
                    };
                };
            };
        };
        put?: never;
        /** Prepare a claim from an assessment or from facts; its room is reserved */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ClaimInput"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ClaimView"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/claims/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One claim with its assessment, checklist and record */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ClaimView"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/claims/{id}/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a file for a line of the checklist (the applicant) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": components["schemas"]["ClaimDocumentUpload"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ClaimView"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/claims/{id}/documents/{did}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file of a claim */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    did: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The file */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/claims/{id}/moves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Submit, return, approve, refuse, withdraw or pay a claim */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MoveInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ClaimView"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/claims/{id}/package": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The package of a claim: form, annexes, evidence, trace, assessment, digests (ZIP) */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A ZIP */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/zip": unknown;
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counted-groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Companies that are counted together (operator) */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["GroupView"][];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Count companies together (operator) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["GroupInput"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["GroupView"][];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counted-groups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Count the companies of a group apart again (operator) */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Deals of the caller's organisation on either side; the operator sees all */
        get: {
            parameters: {
                query?: {
                    /** @description Only this state. */
                    state?: components["schemas"]["DealState"];
                    /** @description Only deals of this scenario. */
                    scenario_id?: string;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Rows a page, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_DealBrief"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Invite a vendor (as buyer of the scenario) or express interest (as vendor of the solution) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["OpenInput"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DealView"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One deal with everything that belongs to it and the moves that the caller may make now */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DealView"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals/{id}/acceptance/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm acceptance (buyer) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DealView"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals/{id}/acceptance/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send the work back, with a reason (buyer) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReturnInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DealView"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals/{id}/acceptance/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Declare completion with a measured value for every indicator (vendor) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AcceptanceInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DealView"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals/{id}/assessment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The last assessment of an accepted project */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AssessmentView"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Assess an accepted project by articles 11 to 15 (its vendor, its buyer and the operator) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Grounds"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AssessmentView"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals/{id}/award": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Choose this vendor (buyer) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DealView"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals/{id}/contract": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the signed contract with its milestones and indicators (buyer) */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Sent again with the same body, it gives the saved answer */
                    "Idempotency-Key"?: string | null;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ContractInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DealView"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say no to an invitation (vendor) or to an interest (buyer), with a reason */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Reason"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DealView"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals/{id}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a file that shows something (either party) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": components["schemas"]["EvidenceUpload"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EvidenceView"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals/{id}/evidence/{eid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download an evidence file (the parties and the operator) */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    eid: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": number[];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals/{id}/milestones/{mid}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Report a milestone as done (vendor) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    mid: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DealView"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals/{id}/proposal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Propose, with an answer for every essential requirement; replaces the proposal before it (vendor) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ProposalInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DealView"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Do not choose the proposal, with a reason (buyer) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Reason"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DealView"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals/{id}/terminate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the deal before acceptance, with a reason (either party) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Reason"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DealView"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/demo-logins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Logins of the demo data; empty on a server without it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DemoLogins"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exposure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which vendors the match lists of a period give places to, which buyers saw, and how unevenly (the operator) */
        get: {
            parameters: {
                query: {
                    /** @description First day. */
                    from: string;
                    /** @description Last day. */
                    to: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ExposureView"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Imports, newest first, up to 100 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportView"][];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Take in a file of solutions or scenarios; rows with errors mean that nothing is written */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": components["schemas"]["ImportForm"];
                };
            };
            responses: {
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportView"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One import */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportView"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Jobs at a glance */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JobsOverview"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a job that gave up back into the queue */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/match-lists/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A list as it was frozen */
        get: {
            parameters: {
                query?: {
                    /** @description Places that the caller puts on the screen at once, so that no row counts as shown that was not; all without it. */
                    shown?: number;
                    /** @description `false` asks for the list of the prior, without anything that was learned; a list that is frozen stays as it is. */
                    personalised?: boolean;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MatchListView"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/match-lists/{id}/clicks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell what was done with an entry of a list (whoever may see the list); saying it twice is saying it once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ClickInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ClickView"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller and its organisation */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Me"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/learning": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the behaviour of the caller's organisation is recorded and learned from */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LearningView"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Refuse, for the caller's organisation, that its behaviour is recorded and learned from, or allow it again */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LearningInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LearningView"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The models that were learned, what serves, and how it came to (operator) */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ModelsView"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/experiments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Candidates that were put to people beside what served, and whose rows they chose (operator) */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ExperimentsView"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/experiments/size": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many decided lists it takes to find a preference of a share, by the two-sided sign test at 5 %, in four experiments
         *     of five (operator)
         */
        get: {
            parameters: {
                query: {
                    /** @description The share of decided lists that the preferred side wins, 0.55 to 0.95. */
                    share: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ExperimentSize"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/experiments/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop an experiment; what was counted stands (operator) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ModelReason"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ExperimentView"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/roll-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put back what served before: another model, or the prior (operator) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ModelReason"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ModelsView"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/train": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Learn a candidate from what was done and measure it; 200 with the model that there is where nothing changed (operator) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ModelView"];
                    };
                };
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ModelView"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A model and its card (operator) */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ModelView"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/{id}/experiments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a candidate to people beside what serves now, as one list drafted from both; one experiment at a time (operator) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ExperimentStart"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ExperimentView"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/{id}/promote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a candidate into service, where the rule holds (operator) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ModelReason"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ModelView"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Organisations by name, up to 50 (operator) */
        get: {
            parameters: {
                query?: {
                    /** @description Part of a name or credit code; everybody where it is left out. */
                    q?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrganisationRow"][];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An organisation's public profile */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrganisationView"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations/{id}/room": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Room of an enterprise in a year over articles 11 to 15 (its members and the operator) */
        get: {
            parameters: {
                query?: {
                    /** @description Calendar year, Asia/Shanghai; this one where it is left out. */
                    year?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Room"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The plan with the highest sum of ceilings and exact amounts, under all caps and the room that is left */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PlanInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PlanView"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plan/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's accepted projects without a live claim, as items of a plan, oldest first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OwnProject"][];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Policies that the calculator knows */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PolicyBrief"][];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policies/{policy}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One policy: articles with their phrases, facts with their questions */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    policy: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PolicyView"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The platform's figures for a period, each linking to its rows */
        get: {
            parameters: {
                query: {
                    /** @description First day. */
                    from: string;
                    /** @description Last day. */
                    to: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Report"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/report/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rows behind a figure */
        get: {
            parameters: {
                query: {
                    /** @description Key of the figure. */
                    figure: string;
                    /** @description First day. */
                    from: string;
                    /** @description Last day. */
                    to: string;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Rows a page, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_ReportRow"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The operator's review queue, oldest first, up to 200 */
        get: {
            parameters: {
                query?: {
                    /** @description Only this kind. */
                    kind?: components["schemas"]["SubjectKind"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["QueueItem"][];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scenarios": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Scenarios of the caller's organisation; the operator sees all but drafts */
        get: {
            parameters: {
                query?: {
                    /** @description Only this state. */
                    state?: components["schemas"]["ScenarioState"];
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Rows a page, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_ScenarioBrief"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Write a new draft */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ScenarioContent"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScenarioView"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scenarios/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One scenario, as the caller may see it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScenarioView"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Replace the working content */
        put: {
            parameters: {
                query?: never;
                header: {
                    /** @description ETag of the row */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ScenarioContent"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScenarioView"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scenarios/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close it to further answers */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScenarioView"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scenarios/{id}/matches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Solutions ranked for a scenario, with reasons; the list is frozen as shown (its buyer; the operator sees the last one) */
        get: {
            parameters: {
                query?: {
                    /** @description Places that the caller puts on the screen at once, so that no row counts as shown that was not; all without it. */
                    shown?: number;
                    /** @description `false` asks for the list of the prior, without anything that was learned; a list that is frozen stays as it is. */
                    personalised?: boolean;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MatchListView"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scenarios/{id}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve or return it (operator) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReviewInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScenarioView"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scenarios/{id}/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The operator's decisions on it, newest first (its owner and the operator) */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ReviewView"][];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scenarios/{id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand it to the operator for review */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScenarioView"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scenarios/{id}/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Solutions of other industries or levels that do what a scenario asks for (its buyer and the operator) */
        get: {
            parameters: {
                query?: {
                    /** @description What must be different; industries where it is not said. */
                    apart?: "industry" | "level";
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TransferListView"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scenarios/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Its published versions, newest first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScenarioVersionView"][];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scenarios/{id}/why-not": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why a solution stands where it stands for a scenario, and what would change it (its vendor and the operator) */
        get: {
            parameters: {
                query: {
                    /** @description The solution that is asked about: one of the caller's own, or any for the operator. */
                    solution: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WhyNotView"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scenarios/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take it back, with a reason */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Reason"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScenarioView"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search/scenarios": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Search the open scenarios */
        get: {
            parameters: {
                query?: {
                    /** @description Words, up to 200 characters; empty finds everything. */
                    q?: string;
                    /** @description Directions. */
                    direction?: string;
                    /** @description Trades. */
                    industry?: string;
                    /** @description Technologies. */
                    technology?: string;
                    /** @description Ways to deploy. */
                    deployment?: string;
                    /** @description Regions. */
                    region?: string;
                    /** @description Levels. */
                    level?: string;
                    /** @description Pool tiers. */
                    tier?: string;
                    /** @description The least that a solution may cost, or a budget be, in yuan; what names none is found all the same. */
                    price_from?: components["schemas"]["Money"];
                    /** @description The most, in yuan. */
                    price_to?: components["schemas"]["Money"];
                    /** @description Whether a price among the words is a word like any other. */
                    any_price?: boolean;
                    /** @description Order: `relevance` (default), `newest` or `price`. */
                    sort?: string;
                    /** @description Rows a page, 1 to 100. */
                    limit?: number;
                    /** @description Rows to skip, up to 10,000. */
                    offset?: number;
                    /** @description Whether each hit tells the parts of its score. */
                    explain?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SearchView"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search/solutions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Search the solutions */
        get: {
            parameters: {
                query?: {
                    /** @description Words, up to 200 characters; empty finds everything. */
                    q?: string;
                    /** @description Directions. */
                    direction?: string;
                    /** @description Trades. */
                    industry?: string;
                    /** @description Technologies. */
                    technology?: string;
                    /** @description Ways to deploy. */
                    deployment?: string;
                    /** @description Regions. */
                    region?: string;
                    /** @description Levels. */
                    level?: string;
                    /** @description Pool tiers. */
                    tier?: string;
                    /** @description The least that a solution may cost, or a budget be, in yuan; what names none is found all the same. */
                    price_from?: components["schemas"]["Money"];
                    /** @description The most, in yuan. */
                    price_to?: components["schemas"]["Money"];
                    /** @description Whether a price among the words is a word like any other. */
                    any_price?: boolean;
                    /** @description Order: `relevance` (default), `newest` or `price`. */
                    sort?: string;
                    /** @description Rows a page, 1 to 100. */
                    limit?: number;
                    /** @description Rows to skip, up to 10,000. */
                    offset?: number;
                    /** @description Whether each hit tells the parts of its score. */
                    explain?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SearchView"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search/solutions/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Compare two to four published solutions */
        get: {
            parameters: {
                query?: {
                    /** @description Two to four ids, separated by commas. */
                    ids?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CompareView"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/solutions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Solutions of the caller's organisation; the operator sees all but drafts */
        get: {
            parameters: {
                query?: {
                    /** @description Only this state. */
                    state?: components["schemas"]["SolutionState"];
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Rows a page, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_SolutionBrief"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Write a new draft */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SolutionContent"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SolutionView"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/solutions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One solution, as the caller may see it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SolutionView"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Replace the working content */
        put: {
            parameters: {
                query?: never;
                header: {
                    /** @description ETag of the row */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SolutionContent"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SolutionView"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/solutions/{id}/matches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Scenarios ranked for a solution, with reasons; the list is frozen as shown (its vendor; the operator sees the last one) */
        get: {
            parameters: {
                query?: {
                    /** @description Places that the caller puts on the screen at once, so that no row counts as shown that was not; all without it. */
                    shown?: number;
                    /** @description `false` asks for the list of the prior, without anything that was learned; a list that is frozen stays as it is. */
                    personalised?: boolean;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MatchListView"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/solutions/{id}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve or return it (operator) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReviewInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SolutionView"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/solutions/{id}/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The operator's decisions on it, newest first (its owner and the operator) */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ReviewView"][];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/solutions/{id}/showings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How often a solution was shown in match lists, where, and what came of it, by month (its vendor) */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ShowingsView"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/solutions/{id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand it to the operator for review */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SolutionView"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/solutions/{id}/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Solutions of other industries or levels that do the same as a solution (its vendor and the operator) */
        get: {
            parameters: {
                query?: {
                    /** @description What must be different; industries where it is not said. */
                    apart?: "industry" | "level";
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TransferListView"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/solutions/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Its published versions, newest first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SolutionVersionView"][];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/solutions/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take it back */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SolutionView"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/taxonomies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every taxonomy with Chinese and English names */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Taxonomies"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description The vendor's declaration of completion. */
        AcceptanceInput: {
            /** @description A value for every indicator. */
            indicators?: components["schemas"]["MeasuredValue"][];
            /** @description Words to the buyer, up to 1,000 characters. */
            note?: string;
        };
        /** @description How lists are ranked. */
        AlgorithmView: {
            comparing?: components["schemas"]["ComparingView"] | null;
            /** @description Features of the score, the heaviest first. */
            features: components["schemas"]["FeatureView"][];
            /** @description Filters that leave rows out before anything is ranked, in the order in which they are tried. */
            filters: string[];
            /** @description Fewest organisations that chose alike before what they chose counts, and before it is told. */
            least_alike: number;
            /** @description The model that ranks. */
            model: components["schemas"]["ServingView"];
            /** @description What is recorded. */
            recorded: components["schemas"]["RecordedView"];
            /** @description How places are shared out; the operator sets these. */
            sharing: components["schemas"]["SharingView"];
        };
        /** @description Who takes on what. */
        AllocationView: {
            /**
             * Format: int32
             * @description Scenarios that each vendor can take on.
             */
            capacity: number;
            /**
             * Format: double
             * @description Share of it that the fair limit costs, from 0 to 1.
             */
            cost_of_fairness: number;
            /**
             * Format: int32
             * @description The most that any vendor gets.
             */
            fair_limit?: number | null;
            /**
             * Format: int32
             * @description Fit in hundredths that a place takes.
             */
            least_fit: number;
            /** @description By scenario, those that get least first. */
            scenarios: components["schemas"]["ScenarioPlaces"][];
            /**
             * Format: int64
             * @description Places that scenarios want and do not get.
             */
            unanswered: number;
            /**
             * Format: double
             * @description Sum of the scores.
             */
            value: number;
            /**
             * Format: double
             * @description The sum without the fair limit.
             */
            value_without_limit: number;
            /** @description By vendor, those first that stand first most often. */
            vendors: components["schemas"]["VendorPlaces"][];
            /**
             * Format: int32
             * @description Vendors that each scenario wants.
             */
            wanted: number;
            /** @description Open scenarios whose list has not been made yet. */
            without_list: number;
        };
        /**
         * @description Does the text fix the amount, or only a limit within which the government decides?
         * @enum {string}
         */
        AmountKind: "exact" | "ceiling";
        /**
         * @description How well a requirement is answered.
         * @enum {string}
         */
        AnswerGrade: "meets" | "partly" | "no";
        /**
         * @description What must be different.
         * @enum {string}
         */
        ApartView: "industry" | "level";
        /** @description The result of one article. */
        ArticleResult: {
            /** @description Id of the article. */
            article: string;
            ceiling?: components["schemas"]["Money"] | null;
            estimate?: components["schemas"]["Estimate"] | null;
            exact?: components["schemas"]["Money"] | null;
            /** @description Conditions that failed. */
            failed: string[];
            /** @description Does the text fix the amount, or only its limit? */
            kind: components["schemas"]["AmountKind"];
            /** @description Under which name the ledger counts it. */
            ledger_group: string;
            /** @description The cap that held the amount down, if one did. */
            limited_by?: string | null;
            /** @description Facts that are missing. */
            missing: string[];
            /**
             * Format: int32
             * @description Its number in the text.
             */
            number: number;
            /** @description The answer. */
            outcome: components["schemas"]["Outcome"];
            potential?: components["schemas"]["Money"] | null;
            room_after?: components["schemas"]["Money"] | null;
            room_before?: components["schemas"]["Money"] | null;
            /** @description Its title. */
            title: components["schemas"]["Text"];
            /** @description Every step, in order. */
            trace: components["schemas"]["Step"][];
        };
        /** @description An article of a policy. */
        ArticleView: {
            /** @description Its id. */
            id: string;
            /**
             * Format: int32
             * @description Its number in the text.
             */
            number: number;
            /** @description The words of the text, complete. */
            text: string;
            /** @description Title in Chinese and English. */
            title: {
                [key: string]: string;
            };
        };
        /** @description All articles of a policy, assessed for one set of facts on one day. */
        Assessment: {
            /** @description The result of every article, by number. */
            articles: components["schemas"]["ArticleResult"][];
            /**
             * Format: date
             * @description The day for which it was computed, in Asia/Shanghai.
             */
            as_of: string;
            /** @description Name, version and SHA-256 of the engine. */
            engine: string;
            /** @description What it was computed from. */
            inputs: components["schemas"]["Inputs"];
            /** @description The policy's id. */
            policy: string;
            /** @description SHA-256 of the rules. */
            policy_digest: string;
            /**
             * Format: int32
             * @description The calendar year whose room is counted.
             */
            year: number;
        };
        /** @description An assessment as it was kept. */
        AssessmentView: {
            /** @description Id of the article that the direction leads to. */
            article?: string | null;
            /**
             * Format: date
             * @description Day it was computed for: the day of acceptance.
             */
            as_of: string;
            ceiling?: components["schemas"]["Money"] | null;
            /**
             * Format: date-time
             * @description When it was computed.
             */
            created_at: string;
            /**
             * Format: uuid
             * @description The deal.
             */
            deal_id: string;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Policy id. */
            policy: string;
            /** @description SHA-256 of the rules it was computed with, hex. */
            policy_digest: string;
            /** @description The result with its trace. */
            result: components["schemas"]["Assessment"];
            /** @description Room of the year as claims leave it. */
            room: components["schemas"]["Room"];
            /**
             * Format: int32
             * @description Year whose room it takes.
             */
            year: number;
        };
        /** @description An assignment with its sum. */
        Assignment: {
            /** @description Its claims, by year, article and item. */
            claims: components["schemas"]["Claim"][];
            /** @description Sum of ceilings and exact amounts; a limit, not an award. */
            total: components["schemas"]["Money"];
        };
        /** @description A figure with its 95 % interval. */
        Bounded: {
            /**
             * Format: double
             * @description Upper end.
             */
            high?: number | null;
            /**
             * Format: double
             * @description Lower end; none where there is too little to tell.
             */
            low?: number | null;
            /**
             * Format: double
             * @description The figure.
             */
            value: number;
        };
        /** @description Facts put to a policy. */
        CalculatorInput: {
            /**
             * Format: date
             * @description Day of assessment, Asia/Shanghai; today where it is left out.
             */
            as_of?: string | null;
            /** @description Facts by name, as the policy's schema says. */
            facts: {
                [key: string]: unknown;
            };
            /** @description Policy id; the measures where it is left out. */
            policy?: string | null;
        };
        /** @description What came of a solution. */
        Came: {
            /**
             * Format: int32
             * @description Invitations that were answered by a proposal.
             */
            answered: number;
            /**
             * Format: int32
             * @description Best place.
             */
            best_place?: number | null;
            /**
             * Format: int32
             * @description Invitations.
             */
            invited: number;
            /**
             * Format: double
             * @description Mean place.
             */
            mean_place?: number | null;
            /**
             * Format: int32
             * @description Lists that it was opened from.
             */
            opened: number;
            /**
             * Format: int32
             * @description Lists of buyers that showed it; one list shown to one buyer counts once.
             */
            shown: number;
            /**
             * Format: int32
             * @description Awards, however the deal began.
             */
            won: number;
        };
        /** @description One thing that a solution can do (能力). */
        Capability: {
            /**
             * Format: uuid
             * @description Given by the platform where it is missing; keep it over edits.
             * @default null
             */
            id: string | null;
            /**
             * @description Its name, up to 60 characters.
             * @default
             */
            name: string;
            /**
             * @description One checkable sentence, up to 500 characters.
             * @default
             */
            text: string;
        };
        /** @description Where a solution was done before (案例). */
        Case: {
            /**
             * @description The client, without its name.
             * @default
             */
            client_kind: string;
            /**
             * Format: uuid
             * @description Given by the platform where it is missing; keep it over edits.
             * @default null
             */
            id: string | null;
            /**
             * @description Trade.
             * @default
             */
            industry: string;
            /**
             * @description Level.
             * @default
             */
            level: string;
            /**
             * @description What came of it.
             * @default
             */
            result: string;
            /**
             * @description What was done, up to 2,000 characters.
             * @default
             */
            text: string;
            /**
             * @description Up to 80 characters.
             * @default
             */
            title: string;
            /**
             * Format: int32
             * @description Year of delivery.
             * @default null
             */
            year: number | null;
        };
        /** @description Another answer to one fact, and the article that it turns. */
        Change: {
            /** @description Outcome with the other value. */
            after: components["schemas"]["Outcome"];
            amount_after?: components["schemas"]["Money"] | null;
            amount_before?: components["schemas"]["Money"] | null;
            /** @description The article whose result changes. */
            article: string;
            /** @description Outcome now. */
            before: components["schemas"]["Outcome"];
            /** @description The fact. */
            fact: string;
            /** @description Its value now. */
            from: components["schemas"]["FactValue"];
            /** @description The other value. */
            to: components["schemas"]["FactValue"];
        };
        /** @description What the solution could state, scored as if it did. */
        ChangeView: {
            /** @description Stable code: `deployment`, `price_within_budget`, `meets_figure`, `states_requirement`… */
            code: string;
            /** @description The place with it; null where a filter still refuses the solution or the place is not ranked. */
            rank?: number | null;
            /** @description The requirement that it is about. */
            requirement?: string | null;
            /**
             * Format: float
             * @description The score with it.
             */
            score: number;
            /** @description Values for its words. */
            values: {
                [key: string]: string;
            };
        };
        /** @description One allowed value of a fact. */
        Choice: {
            /** @description How it is shown. */
            label: components["schemas"]["Text"];
            /** @description The value as it is written in a facts file. */
            value: string;
        };
        /** @description One claim of a plan. */
        Claim: {
            /** @description What is left of it in the year's room, in the order of the claims. */
            amount: components["schemas"]["Money"];
            /** @description The article. */
            article: string;
            /** @description Exact amount or ceiling? */
            kind: components["schemas"]["AmountKind"];
            /** @description What the item could bring by itself. */
            of_item: components["schemas"]["Money"];
            /** @description The item. */
            reference: string;
            /**
             * Format: int32
             * @description The year.
             */
            year: number;
        };
        /** @description A claim in a list. */
        ClaimBrief: {
            approved?: components["schemas"]["Money"] | null;
            /** @description Id of the article. */
            article: string;
            /**
             * Format: date-time
             * @description When it was prepared.
             */
            created_at: string;
            /** @description Whether the text fixes the amount; otherwise `limit` is a ceiling. */
            exact: boolean;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description What the article allows after every cap. Never an award. */
            limit: components["schemas"]["Money"];
            /** @description Who applies. */
            organisation: components["schemas"]["OrganisationBrief"];
            /** @description Policy id. */
            policy: string;
            /** @description What is applied for. */
            requested: components["schemas"]["Money"];
            /** @description Where it stands. */
            state: components["schemas"]["ClaimState"];
            /** @description The expense or project. */
            subject: string;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updated_at: string;
            /**
             * Format: int32
             * @description Year whose room it takes.
             */
            year: number;
        };
        /** @description A file for a line of the checklist. */
        ClaimDocumentUpload: {
            /** @description Id of the line. */
            document: string;
            /**
             * Format: binary
             * @description pdf, png, jpg, webp, zip, docx, xlsx, csv or txt (UTF-8); the content decides.
             */
            file: string;
        };
        /** @description A move that was made. */
        ClaimEventView: {
            /** @description Which: `prepare` or a move. */
            action: string;
            amount?: components["schemas"]["Money"] | null;
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Who: the name of the person. */
            by: string;
            /** @description What was said. */
            note: string;
            /** @description Where it led. */
            state: components["schemas"]["ClaimState"];
        };
        /** @description A claim to be prepared: from a kept assessment of an accepted project, or from facts and an article. */
        ClaimInput: {
            /**
             * @description Id of the article.
             * @default null
             */
            article: string | null;
            /**
             * Format: date
             * @description Day of assessment, Asia/Shanghai; today where it is left out.
             * @default null
             */
            as_of: string | null;
            /**
             * Format: uuid
             * @description A kept assessment of a project of the caller; then `policy`, `article`, `as_of` and `facts` are left out.
             * @default null
             */
            assessment_id: string | null;
            /**
             * @description Facts by name, as the policy's schema says.
             * @default {}
             */
            facts: {
                [key: string]: unknown;
            };
            /**
             * @description Policy id; the measures where it is left out.
             * @default null
             */
            policy: string | null;
            /**
             * @description Credit code of the seller or provider; needed where the article asks for a non-affiliated one.
             * @default null
             */
            provider_credit_code: string | null;
            /** @default null */
            requested: components["schemas"]["Money"] | null;
            /**
             * @description The expense or project, up to 200 characters: once among the live claims of the enterprise.
             * @default null
             */
            subject: string | null;
        };
        /**
         * @description A move of a claim that exists.
         * @enum {string}
         */
        ClaimMove: "submit" | "return" | "approve" | "refuse" | "withdraw" | "pay";
        /** @description The operator's settings for claims. */
        ClaimSettings: {
            /** @description May one expense go under several articles? The text is silent. */
            exclusion: components["schemas"]["Exclusion"];
            /** @description By amount, ascending; the first starts at 0. */
            thresholds: components["schemas"]["Threshold"][];
        };
        /**
         * @description Where a claim stands.
         * @enum {string}
         */
        ClaimState: "draft" | "submitted" | "returned" | "approved" | "refused" | "withdrawn" | "paid";
        /** @description A claim with everything that belongs to it. */
        ClaimView: components["schemas"]["ClaimBrief"] & {
            /** @description Approvals since the last submission. */
            approvals: number;
            /**
             * Format: int32
             * @description Approvals by different persons that it needs.
             */
            approvals_needed: number;
            /**
             * Format: date
             * @description Day it was computed for.
             */
            as_of: string;
            /**
             * Format: uuid
             * @description The accepted project, where it is one.
             */
            deal_id?: string | null;
            /** @description Checklist with its files. */
            documents: components["schemas"]["DocumentLine"][];
            /** @description Moves so far, oldest first. */
            events: components["schemas"]["ClaimEventView"][];
            /** @description Moves that the caller can make now. */
            moves: components["schemas"]["ClaimMove"][];
            /** @description SHA-256 of the rules, hex. */
            policy_digest: string;
            /** @description Credit code of the seller or provider. */
            provider_credit_code?: string | null;
            /** @description The assessment with its trace. */
            result: components["schemas"]["Assessment"];
        };
        /** @description What was done with an entry of a list. */
        ClickInput: {
            /**
             * Format: uuid
             * @description The entry, of this list.
             */
            entry: string;
            /** @description What was done with it. */
            kind: components["schemas"]["ClickKind"];
        };
        /**
         * @description What was done with an entry of a match list.
         * @enum {string}
         */
        ClickKind: "opened" | "reasons" | "compared" | "invited";
        /** @description Whether it was kept. */
        ClickView: {
            /** @description False where the caller's behaviour is not recorded: the operator's, and that of whoever refuses. */
            recorded: boolean;
        };
        /** @description Solutions side by side. */
        CompareView: {
            /**
             * @description Fields of the content, and `tier` and `organisation`, that are not the same in all columns, by name. The
             *     order of entries is no difference.
             */
            differing: string[];
            /** @description Ids that are not public, or no longer. */
            missing: string[];
            /** @description In the order asked for. */
            solutions: components["schemas"]["ComparedSolution"][];
        };
        /** @description One column. */
        ComparedSolution: {
            /** @description The published version. */
            content: components["schemas"]["SolutionContent"];
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            organisation?: components["schemas"]["OrganisationBrief"] | null;
            /**
             * Format: date-time
             * @description When it was first published.
             */
            published_at?: string | null;
            /** @description Pool tier. */
            tier: components["schemas"]["Tier"];
        };
        /** @description Two figures that were compared. */
        ComparedView: {
            /** @description What the requirement asks. */
            asked: string;
            /** @description What the solution offers. */
            offered: string;
        };
        /** @description That lists are drafted from two models at present. */
        ComparingView: {
            /** @description Judged pairs that the candidate learned from. */
            judgements: number;
            /**
             * Format: date-time
             * @description Since when.
             */
            since: string;
        };
        /** @description A named part of a score. */
        ComponentView: {
            /** @description Name of the feature. */
            name: string;
            /**
             * Format: float
             * @description Its value.
             */
            value: number;
        };
        /** @description What was signed. */
        ContractInput: {
            /** @description Amount. */
            amount: components["schemas"]["Money"];
            /**
             * Format: date
             * @description Last day, not before the first.
             */
            ends_on: string;
            /** @description What acceptance measures, up to 30. */
            indicators?: components["schemas"]["IndicatorInput"][];
            /** @description Steps of delivery, 1 to 30. */
            milestones: components["schemas"]["MilestoneInput"][];
            /** @description How they are related; needed where they are. */
            related_note?: string | null;
            /** @description The parties declare whether they are related. */
            related_party: boolean;
            /**
             * Format: date
             * @description Day of signing, not in the future (Asia/Shanghai).
             */
            signed_on: string;
            /**
             * Format: date
             * @description First day, not before signing.
             */
            starts_on: string;
        };
        /** @description A contract. */
        ContractView: {
            /** @description Amount. */
            amount: components["schemas"]["Money"];
            /**
             * Format: date
             * @description Last day.
             */
            ends_on: string;
            /** @description How. */
            related_note?: string | null;
            /** @description Whether the parties are related. */
            related_party: boolean;
            /**
             * Format: date
             * @description Day of signing.
             */
            signed_on: string;
            /**
             * Format: date
             * @description First day.
             */
            starts_on: string;
        };
        /** @description The row at the other side. */
        Counterpart: {
            /** @description Direction code. */
            direction: string;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Whether it is still public and open; a scenario also until its last day for answers. */
            open: boolean;
            organisation?: components["schemas"]["OrganisationBrief"] | null;
            /** @description Summary as published. */
            summary: string;
            /** @description Title as published. */
            title: string;
        };
        /** @description One line of the coverage matrix. */
        CoverageView: {
            compared?: components["schemas"]["ComparedView"] | null;
            /** @description Whether the project fails without it. */
            essential?: boolean;
            /** @description The words that show it. */
            quotes: components["schemas"]["QuoteView"][];
            /** @description Its words when the list was frozen. */
            requirement?: string;
            /** @description The requirement. */
            requirement_id: string;
            /**
             * Format: float
             * @description How far, 0 to 1.
             */
            score: number;
            /** @description Whether it is met. */
            verdict: components["schemas"]["VerdictView"];
        };
        /** @description A job that gave up. */
        DeadJob: {
            /**
             * Format: int32
             * @description Tries.
             */
            attempts: number;
            /**
             * Format: date-time
             * @description When it gave up.
             */
            finished_at?: string | null;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Name of the job. */
            kind: string;
            /** @description What the last one said. */
            last_error?: string | null;
            /** @description The row it is about. */
            subject: string;
        };
        /** @description A deal in a list. */
        DealBrief: {
            buyer?: components["schemas"]["OrganisationBrief"] | null;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description The moves that the caller may make now, what leads on first. */
            moves: components["schemas"]["DealMove"][];
            /**
             * Format: date-time
             * @description When it was opened.
             */
            opened_at: string;
            price?: components["schemas"]["Money"] | null;
            /** @description The scenario. */
            scenario: components["schemas"]["NamedRow"];
            side?: components["schemas"]["Side"] | null;
            /** @description The solution. */
            solution: components["schemas"]["NamedRow"];
            /** @description Where it stands. */
            state: components["schemas"]["DealState"];
            /**
             * Format: date-time
             * @description When it last moved.
             */
            updated_at: string;
            vendor?: components["schemas"]["OrganisationBrief"] | null;
        };
        /** @description A move that was made. */
        DealEventView: {
            /** @description `invite`, `interest` or the name of a move. */
            action: string;
            /** @description The organisation that made it. */
            actor: string;
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description State before; empty for the first. */
            from_state: string;
            /** @description Words given with it. */
            note?: string | null;
            /** @description State after. */
            to_state: string;
        };
        /**
         * @description A move in a deal that exists.
         * @enum {string}
         */
        DealMove: "proposal" | "award" | "contract" | "complete_milestone" | "evidence" | "submit" | "confirm" | "return" | "decline" | "reject" | "terminate";
        /** @description The scenario of a deal. */
        DealScenario: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Its requirements as published. */
            requirements: components["schemas"]["Requirement"][];
            /** @description Its title as published. */
            title: string;
        };
        /**
         * @description Where a deal stands.
         * @enum {string}
         */
        DealState: "invited" | "interested" | "declined" | "proposed" | "rejected" | "awarded" | "delivering" | "submitted" | "accepted" | "terminated";
        /** @description A deal with everything that belongs to it. */
        DealView: {
            /**
             * Format: date-time
             * @description When both sides had confirmed acceptance.
             */
            accepted_at?: string | null;
            /**
             * Format: date-time
             * @description When the other side first answered.
             */
            answered_at?: string | null;
            /**
             * Format: date-time
             * @description When it was awarded.
             */
            awarded_at?: string | null;
            /** @description The buyer. */
            buyer: components["schemas"]["OrganisationBrief"];
            contract?: components["schemas"]["ContractView"] | null;
            /** @description Moves so far, oldest first. */
            events: components["schemas"]["DealEventView"][];
            /** @description Evidence, oldest first. */
            evidence: components["schemas"]["EvidenceView"][];
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Indicators in their order. */
            indicators: components["schemas"]["IndicatorView"][];
            /** @description Milestones in their order. */
            milestones: components["schemas"]["MilestoneView"][];
            /** @description The moves that the caller may make now. */
            moves: components["schemas"]["DealMove"][];
            /**
             * Format: date-time
             * @description When it was opened.
             */
            opened_at: string;
            proposal?: components["schemas"]["ProposalView"] | null;
            /** @description Reason code of the last move, where it needed one. */
            reason?: string | null;
            recommended?: components["schemas"]["RecommendedBy"] | null;
            /**
             * Format: int32
             * @description Counts moves.
             */
            revision: number;
            /** @description The scenario. */
            scenario: components["schemas"]["DealScenario"];
            side?: components["schemas"]["Side"] | null;
            /**
             * Format: date-time
             * @description When the contract was recorded.
             */
            signed_at?: string | null;
            /** @description The solution. */
            solution: components["schemas"]["NamedRow"];
            /** @description Where it stands. */
            state: components["schemas"]["DealState"];
            /**
             * Format: date-time
             * @description When it last moved.
             */
            updated_at: string;
            /** @description The vendor. */
            vendor: components["schemas"]["OrganisationBrief"];
        };
        /** @description A room that is used up, and what it held back. */
        Deciding: {
            /** @description Group of articles in the ledger. */
            group: string;
            /** @description How much higher the best plan would be without this limit. */
            held_back: components["schemas"]["Money"];
            /** @description The room there was. */
            room: components["schemas"]["Money"];
            /**
             * Format: int32
             * @description Its year; absent for what is given once.
             */
            year?: number | null;
        };
        /** @description One feature beside that of the last row that is shown. */
        DecidingView: {
            /**
             * Format: float
             * @description What the score would gain with the shown row's value; below 0 the feature speaks for the solution.
             */
            costs: number;
            /** @description Name of the feature. */
            name: string;
            /**
             * Format: float
             * @description The solution's value, 0 to 1; null where a side says nothing.
             */
            own?: number | null;
            /**
             * Format: float
             * @description The last shown row's value.
             */
            shown?: number | null;
        };
        /**
         * @description The outcome of a review.
         * @enum {string}
         */
        Decision: "approve" | "return";
        /** @description One demo login. */
        DemoLogin: {
            /** @description Login. */
            email: string;
            /** @description Password. */
            password: string;
            /** @description `vendor`, `buyer` or `operator`. */
            role: components["schemas"]["Kind"];
        };
        /** @description The demo logins, empty unless the server runs with demo data. */
        DemoLogins: {
            /** @description One for each role. */
            logins: components["schemas"]["DemoLogin"][];
        };
        /** @description A file of a claim. */
        DocumentFile: {
            /**
             * Format: uuid
             * @description Id of the document.
             */
            id: string;
            /** @description Name of the file. */
            name: string;
            /** @description SHA-256 of the bytes, hex. */
            sha256: string;
            /**
             * Format: int64
             * @description Size.
             */
            size_bytes: number;
        };
        /** @description A line of the checklist. */
        DocumentKind: {
            /** @description Its name in English. */
            en: string;
            /** @description Its id. */
            id: string;
            /** @description Whether a claim cannot be submitted without it. */
            required: boolean;
            /** @description Its name in Chinese. */
            zh: string;
        };
        /** @description A line of the checklist with its files. */
        DocumentLine: components["schemas"]["DocumentKind"] & {
            /** @description Its files, oldest first. */
            files: components["schemas"]["DocumentFile"][];
        };
        /**
         * @description Why the operator's encoder had no part in an order by relevance.
         * @enum {string}
         */
        EncoderSilent: "no_answer" | "few_vectors";
        /** @description What an operator's own scoring table makes of a ceiling. Never the law's figure. */
        Estimate: {
            /** @description The estimated amount, within the ceiling. */
            amount: components["schemas"]["Money"];
            /** @description The share of the item's ceiling that the grades give. */
            share: components["schemas"]["Rate"];
            /** @description The operator's table. */
            table: string;
        };
        /** @description A file with what it shows. */
        EvidenceUpload: {
            /**
             * Format: binary
             * @description pdf, png, jpg, webp, zip, docx, xlsx, csv or txt (UTF-8); the content decides.
             */
            file: string;
            /** @description What it shows, up to 120 characters. */
            title: string;
        };
        /** @description A file that shows something. */
        EvidenceView: {
            /**
             * Format: date-time
             * @description When.
             */
            created_at: string;
            /** @description Name as uploaded, cleaned. */
            file_name: string;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Type found in the content. */
            media_type: string;
            /** @description The organisation that added it. */
            organisation: string;
            /** @description Hash of the bytes, hex. */
            sha256: string;
            /**
             * Format: int64
             * @description Size in bytes.
             */
            size_bytes: number;
            /** @description What it shows. */
            title: string;
        };
        /** @description A hard filter and the rows that it took out. */
        ExcludedView: {
            /** @description Rows. */
            count: number;
            /** @description Code of the filter: `region`, `budget`, `deployment`, `data_level`, `capacity`… */
            reason: string;
        };
        /**
         * @description The operator's rule where the text is silent on stacking.
         * @enum {string}
         */
        Exclusion: "one_article" | "every_article";
        /**
         * @description By what an experiment ended.
         * @enum {string}
         */
        ExperimentEnd: "stopped" | "promoted" | "replaced" | "rolled_back" | "plan_reached" | "rows_gone";
        /**
         * @description What the counts say.
         * @enum {string}
         */
        ExperimentReading: "leads" | "trails" | "no_difference";
        /** @description How many lists an experiment takes. */
        ExperimentSize: {
            /**
             * Format: double
             * @description How often a difference is found where there is none.
             */
            chance: number;
            /**
             * Format: int64
             * @description Decided lists that find it with that power. Exact for the two-sided sign test; Noether (1987) gives nearly the same
             *     by the normal approximation.
             */
            lists: number;
            /**
             * Format: double
             * @description How surely it is found.
             */
            power: number;
            /**
             * Format: double
             * @description The share of decided lists that the preferred side wins.
             */
            share: number;
        };
        /** @description Why and for how long a candidate is put to people. */
        ExperimentStart: {
            /**
             * Format: int32
             * @description Decided lists at which it ends by itself, 6 to 10,000; without, an operator ends it.
             */
            planned_lists?: number | null;
            /** @description In the operator's words; kept with the experiment. */
            reason: string;
        };
        /**
         * @description Whether an experiment runs.
         * @enum {string}
         */
        ExperimentState: "running" | "ended";
        /** @description An experiment: a candidate beside what served, in one list. */
        ExperimentView: {
            /**
             * Format: uuid
             * @description The candidate.
             */
            candidate: string;
            /** @description Why it was stopped, where a person stopped it. */
            end_reason?: string | null;
            /**
             * Format: date-time
             * @description When it ended.
             */
            ended_at?: string | null;
            ended_by?: components["schemas"]["ExperimentEnd"] | null;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Whose rows were chosen until then; without those of organisations that refuse learning by now. */
            outcome: components["schemas"]["OutcomeView"];
            /**
             * Format: int32
             * @description Decided lists at which it ends by itself; none where an operator ends it.
             */
            planned_lists?: number | null;
            /** @description Why it was started. */
            reason: string;
            /**
             * Format: uuid
             * @description What served when it was started; none for the prior.
             */
            serving?: string | null;
            /**
             * Format: date-time
             * @description When.
             */
            started_at: string;
            /** @description Name of the person who started it. */
            started_by: string;
            /** @description Whether it runs. */
            state: components["schemas"]["ExperimentState"];
            /** @description Name of that person. */
            stopped_by?: string | null;
        };
        /** @description The experiments. */
        ExperimentsView: {
            /** @description The latest first, at most twenty. */
            items: components["schemas"]["ExperimentView"][];
            /**
             * Format: uuid
             * @description The one that runs.
             */
            running?: string | null;
        };
        /** @description How showings fall on vendors. */
        ExposureView: {
            /** @description Most given first. */
            by_vendor: components["schemas"]["VendorExposure"][];
            /** @description The first ten places of scenarios' lists that were frozen in the period. */
            given: components["schemas"]["PlacesView"];
            /** @description The places of scenarios' lists that a buyer's side had on its screen for the first time in the period. */
            seen: components["schemas"]["PlacesView"];
            /** @description Vendors with a published solution now, or with a place in the period. */
            vendors: number;
        };
        /** @description A facet's code and how many rows have it. */
        FacetCountView: {
            /** @description Code. */
            code: string;
            /**
             * Format: int64
             * @description Rows.
             */
            count: number;
        };
        /** @description A fact that rules ask for. */
        FactDef: components["schemas"]["FactType"] & {
            /** @description Its name, for example `compute.contract_total`. */
            name: string;
            /** @description The words of the text that ask for it. */
            phrase: string;
            /** @description The question to put to a person. */
            question: components["schemas"]["Text"];
            /** @description Unit of the answer: `yuan` for money, what is counted for a count. */
            unit?: string | null;
        };
        /** @description What kind of answer a fact takes. */
        FactType: {
            /** @enum {string} */
            type: "bool";
        } | {
            /** @enum {string} */
            type: "count";
        } | {
            /** @enum {string} */
            type: "money";
        } | {
            /** @description The allowed values. */
            choices: components["schemas"]["Choice"][];
            /** @enum {string} */
            type: "choice";
        };
        /** @description A fact as a step of a trace used it. */
        FactUsed: {
            /** @description Its name. */
            name: string;
            value?: components["schemas"]["FactValue"] | null;
        };
        /** @description A value as it is written in a facts file. */
        FactValue: boolean | number | string | {
            /** @description The unit: `yuan` or `元` for money. */
            unit: string;
            /** @description The number. */
            value: string;
        };
        /** @description Facts by name. A `null` in JSON is the same as leaving the fact out: unknown. */
        Facts: {
            [key: string]: components["schemas"]["FactValue"];
        };
        /** @description What one feature weighs. */
        FeatureView: {
            /** @description Its name, as in the parts of a score. */
            name: string;
            /**
             * Format: float
             * @description What it weighs before anything is learned.
             */
            prior: number;
            /**
             * Format: float
             * @description What it weighs where what is described ranks.
             */
            weight: number;
        };
        /** @description What is wrong with one field. */
        FieldError: {
            /** @description Stable code: `required`, `too_long`, `too_short`, `unknown_code`, `out_of_range`, `wrong_type`, `duplicate`… */
            code: string;
            /** @description What was expected. */
            detail: string;
            /** @description Path of the field, for example `requirements[2].text`. */
            field: string;
        };
        /** @description One figure of the report. */
        FigureView: {
            /** @description Stable key; the interface has its name and definition. */
            key: string;
            /** @description Where its rows are listed. */
            rows_url?: string | null;
            /** @description `count`, `yuan`, `percent` or `hours`. */
            unit: string;
            /** @description A whole number, or a decimal string for amounts and shares; absent where nothing can be said. */
            value?: string | null;
        };
        /** @description A filing or licence. */
        Filing: {
            /**
             * @description Kind, a code of the filings taxonomy.
             * @default
             */
            kind: string;
            /**
             * @description Its number.
             * @default
             */
            number: string;
        };
        /**
         * @description What a row was found by.
         * @enum {string}
         */
        FoundBy: "words" | "meaning";
        /** @description One thing that is graded. */
        Ground: {
            /** @description Name of the fact that holds the grade, for example `grade.advanced`. */
            fact: string;
            /** @description What is graded. */
            label: components["schemas"]["Text"];
            /** @description The grades. */
            levels: components["schemas"]["Level"][];
            /** @description Its weight. */
            weight: components["schemas"]["Rate"];
        };
        /** @description The three grounds of section three, as the applicant can show them. Left out means not known. */
        Grounds: {
            /**
             * @description 技术先进.
             * @default null
             */
            advanced: boolean | null;
            /**
             * @description 具有较强示范意义.
             * @default null
             */
            exemplary: boolean | null;
            /**
             * @description 可快速复制推广.
             * @default null
             */
            replicable: boolean | null;
        };
        /** @description Companies to be counted together. */
        GroupInput: {
            /** @description At least two organisations, none in another group. */
            members: string[];
            /** @description Its name, up to 100 characters. */
            name: string;
            /** @description Why they are counted together, up to 500 characters. */
            reason: string;
        };
        /** @description Companies counted together. */
        GroupView: {
            /**
             * Format: date-time
             * @description When it was set up.
             */
            created_at: string;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Its members. */
            members: components["schemas"]["OrganisationBrief"][];
            /** @description Its name. */
            name: string;
            /** @description Why. */
            reason: string;
        };
        /** @description A file of rows. */
        ImportForm: {
            /** @description Only check the rows. */
            dry_run?: boolean | null;
            /**
             * Format: binary
             * @description CSV or JSON Lines.
             */
            file: string;
            /** @description `solution` or `scenario`. */
            kind: components["schemas"]["SubjectKind"];
            /** @description Publish the rows at once instead of leaving drafts. */
            publish?: boolean | null;
        };
        /**
         * @description Where an import stands.
         * @enum {string}
         */
        ImportState: "checking" | "loading" | "done" | "refused" | "checked";
        /** @description An import and how far it got. */
        ImportView: {
            /**
             * Format: date-time
             * @description When it was taken in.
             */
            created_at: string;
            /**
             * Format: int32
             * @description Rows written.
             */
            done: number;
            /** @description Only checked. */
            dry_run: boolean;
            /** @description Errors by row and column, the first 1,000. */
            errors: components["schemas"]["RowProblem"][];
            /**
             * Format: int32
             * @description Rows with errors.
             */
            failed: number;
            /** @description Name of the file. */
            file_name: string;
            /**
             * Format: date-time
             * @description When it ended.
             */
            finished_at?: string | null;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description What the rows are. */
            kind: components["schemas"]["SubjectKind"];
            /** @description State. */
            state: components["schemas"]["ImportState"];
            /**
             * Format: int32
             * @description Rows in the file.
             */
            total: number;
        };
        /** @description Something that will be measured at acceptance. */
        IndicatorInput: {
            /**
             * Format: double
             * @description Value before.
             */
            baseline: number;
            /** @description Direction of improvement. */
            higher_is_better: boolean;
            /** @description What is measured, up to 80 characters. */
            name: string;
            /**
             * Format: double
             * @description Value promised; not worse than before.
             */
            target: number;
            /** @description Its unit, up to 20 characters. */
            unit?: string;
        };
        /** @description An indicator. */
        IndicatorView: {
            /**
             * Format: double
             * @description Value measured at acceptance.
             */
            actual?: number | null;
            /**
             * Format: double
             * @description Value before.
             */
            baseline: number;
            /** @description Direction of improvement. */
            higher_is_better: boolean;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description What is measured. */
            name: string;
            /**
             * Format: double
             * @description Value promised.
             */
            target: number;
            /** @description Its unit. */
            unit: string;
        };
        /** @description What an assessment was computed from: enough to compute it again. */
        Inputs: {
            /** @description For whom. */
            entity?: string | null;
            /** @description The facts. */
            facts: components["schemas"]["Facts"];
            /** @description The ledger's entries of the entity and those counted with it. */
            ledger: components["schemas"]["Ledger"];
            /** @description Who is counted together with the entity. */
            related: string[];
            scoring?: components["schemas"]["ScoringTable"] | null;
        };
        /** @description One code with its names. */
        Item: {
            /** @description What a reason may be given for. */
            applies?: string[];
            /**
             * Format: int32
             * @description Article of the measures that a direction stands in.
             */
            article?: number | null;
            /** @description Stable code. */
            code: string;
            /** @description Direction that a trade belongs to. */
            direction?: string | null;
            /** @description English name. */
            en: string;
            /** @description Divisions of GB/T 4754-2017. */
            gbt4754?: string[];
            /** @description The wider item that contains it. */
            parent?: string | null;
            /**
             * Format: int32
             * @description Order of strictness, for data levels.
             */
            rank?: number | null;
            /** @description Chinese name. */
            zh: string;
        };
        /** @description Jobs of one kind in one state. */
        JobCount: {
            /**
             * Format: int64
             * @description How many.
             */
            count: number;
            /** @description Name of the job. */
            kind: string;
            /** @description State. */
            state: components["schemas"]["JobState"];
        };
        /**
         * @description Where a job stands.
         * @enum {string}
         */
        JobState: "queued" | "running" | "done" | "dead";
        /** @description Jobs at a glance, and what search knows. */
        JobsOverview: {
            /** @description By kind and state. */
            counts: components["schemas"]["JobCount"][];
            /** @description Those that gave up, newest first, up to 100. */
            dead: components["schemas"]["DeadJob"][];
            /** @description Open scenarios in the search index. */
            indexed_scenarios: number;
            /** @description Solutions in the search index. */
            indexed_solutions: number;
            /**
             * Format: int64
             * @description Jobs that wait or run.
             */
            open: number;
        };
        /**
         * @description What an organisation does here.
         * @enum {string}
         */
        Kind: "vendor" | "buyer" | "operator";
        /** @description The switch as it is set. */
        LearningInput: {
            /** @description Whether the organisation refuses that its behaviour is recorded and learned from. */
            refused: boolean;
        };
        /** @description The switch of the caller's organisation. */
        LearningView: {
            /** @description Whether what it does from now on is recorded; the operator's never is. */
            recorded: boolean;
            /** @description Whether it refuses that its behaviour is recorded and learned from. */
            refused: boolean;
            /**
             * Format: date-time
             * @description Since when it does.
             */
            since?: string | null;
        };
        /** @description Everything granted or reserved that an assessment must count. */
        Ledger: {
            /** @description The entries, in any order. */
            entries: components["schemas"]["LedgerEntry"][];
        };
        /** @description One amount granted or reserved. */
        LedgerEntry: {
            /** @description The amount; not negative. */
            amount: components["schemas"]["Money"];
            /** @description Who received it: any stable name, a unified social credit code for example. */
            entity: string;
            /** @description Group of articles (`scenario-projects`), or the article's id where it has no group. */
            group: string;
            /** @description What it was for; one entry a reference and group. */
            reference: string;
            /**
             * Format: int32
             * @description Calendar year in Asia/Shanghai.
             */
            year: number;
        };
        /**
         * @description What an entry of the ledger is.
         * @enum {string}
         */
        LedgerState: "reserved" | "fixed" | "released";
        /** @description One grade. */
        Level: {
            /** @description The value of the fact. */
            grade: string;
            /** @description The share of the ceiling that it gives. */
            share: components["schemas"]["Rate"];
        };
        /** @description A login. */
        LoginInput: {
            /** @description Email of the user. */
            email: string;
            /** @description Password of the user. */
            password: string;
        };
        /** @description Why an entry stands where it stands; stored with it. */
        MatchDetail: {
            /** @description Parts of the score. */
            components: components["schemas"]["ComponentView"][];
            /** @description Requirement by requirement. */
            coverage: components["schemas"]["CoverageView"][];
            /** @description Reasons. */
            reasons: components["schemas"]["ReasonView"][];
        };
        /** @description One place of a list. */
        MatchEntryView: components["schemas"]["MatchDetail"] & {
            counterpart?: components["schemas"]["Counterpart"] | null;
            /**
             * Format: uuid
             * @description The deal of this pair, if there is one.
             */
            deal_id?: string | null;
            /**
             * Format: uuid
             * @description Its id: a deal points at it.
             */
            id: string;
            /**
             * Format: int32
             * @description Place, from 1.
             */
            rank: number;
            /**
             * Format: double
             * @description 0 to 1.
             */
            score: number;
        };
        /** @description A frozen list. */
        MatchListView: {
            /**
             * Format: int32
             * @description Rows considered.
             */
            considered: number;
            /**
             * Format: date-time
             * @description When it was computed.
             */
            created_at: string;
            /** @description Best first. */
            entries: components["schemas"]["MatchEntryView"][];
            /** @description Hard filters at work. */
            excluded: components["schemas"]["ExcludedView"][];
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Digest of the model; two, joined by `+`, where the list was drafted from what serves and a candidate. */
            model: string;
            /** @description Whether anything learned had a part in it: `prior` where nothing had. */
            ranker: components["schemas"]["Ranker"];
            /**
             * Format: uuid
             * @description Whose list it is.
             */
            subject_id: string;
            /** @description A scenario's list holds solutions, a solution's list scenarios. */
            subject_kind: components["schemas"]["SubjectKind"];
        };
        /** @description The caller and its organisation. */
        Me: {
            /** @description The organisation. */
            organisation: components["schemas"]["OrganisationView"];
            /** @description The user. */
            user: components["schemas"]["UserView"];
        };
        /** @description A value that was measured. */
        MeasuredValue: {
            /**
             * Format: double
             * @description The value, in the indicator's unit.
             */
            actual: number;
            /**
             * Format: uuid
             * @description The indicator.
             */
            id: string;
        };
        /** @description The measurement against what served. */
        Measurement: {
            /**
             * Format: double
             * @description Mean NDCG at 10 of this model.
             */
            candidate_ndcg: number;
            /** @description This model less what served. */
            difference: components["schemas"]["Bounded"];
            /** @description Groups of scenarios, each held out once. */
            folds: number;
            /** @description Organisations whose they are; 0 where a measurement of before did not count them. */
            organisations: number;
            /** @description Their judged pairs. */
            pairs: number;
            /** @description Scenarios measured. */
            scenarios: number;
            /**
             * Format: double
             * @description Mean NDCG at 10 of what served.
             */
            serving_ndcg: number;
            shown?: components["schemas"]["ShownWorth"] | null;
        };
        /** @description A step of delivery. */
        MilestoneInput: {
            /**
             * Format: date
             * @description Due day, not before signing.
             */
            due_on: string;
            /** @description What is delivered, up to 120 characters. */
            title: string;
        };
        /**
         * @description Whether a milestone is done.
         * @enum {string}
         */
        MilestoneState: "open" | "done";
        /** @description A milestone. */
        MilestoneView: {
            /**
             * Format: date-time
             * @description When it was done.
             */
            done_at?: string | null;
            /**
             * Format: date
             * @description Due day.
             */
            due_on: string;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Done or not. */
            state: components["schemas"]["MilestoneState"];
            /** @description What is delivered. */
            title: string;
        };
        /**
         * @description How a model came into service.
         * @enum {string}
         */
        ModelAction: "promote" | "roll_back";
        /** @description What a model was taught. */
        ModelData: {
            /** @description Deeds by kind. */
            by_deed: {
                [key: string]: number;
            };
            /** @description Pairs by grade. */
            by_grade: {
                [key: string]: number;
            };
            /** @description That an organisation chose a solution for one of its scenarios. */
            choices: number;
            /** @description Organisations among these. */
            choosers: number;
            /** @description Time of the first deed. */
            first?: string | null;
            /** @description Judged pairs. */
            judgements: number;
            /** @description Time of the last. */
            last?: string | null;
            /** @description Pairs left out because a row is not public any more. */
            left_out: number;
            /** @description Pairs that stood at several places: from these it is known how places differ. */
            pairs_at_several_places: number;
            /** @description Scenarios among them. */
            scenarios: number;
            /** @description Lists that were shown. */
            shown_lists: number;
            /** @description Solutions among them. */
            solutions: number;
        };
        /** @description How a model came into service. */
        ModelMoveView: {
            /** @description What was done. */
            action: components["schemas"]["ModelAction"];
            /** @description Name of the person who did it. */
            actor: string;
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * Format: uuid
             * @description What served before; none for the prior.
             */
            from?: string | null;
            /** @description Why. */
            reason: string;
            /**
             * Format: uuid
             * @description What serves after; none for the prior.
             */
            to?: string | null;
        };
        /** @description Why a model is moved. */
        ModelReason: {
            /** @description In the operator's words; kept with the move. */
            reason: string;
        };
        /**
         * @description Where a learned model stands.
         * @enum {string}
         */
        ModelState: "candidate" | "serving" | "retired" | "refused";
        /** @description A model and its card. */
        ModelView: {
            /** @description Whether an operator asked for it; otherwise the job or the command did. */
            asked_for: boolean;
            /**
             * Format: date-time
             * @description When it was trained.
             */
            created_at: string;
            /** @description What it was taught. */
            data: components["schemas"]["ModelData"];
            /** @description Digest of its judgements and parameters: what it is. */
            digest: string;
            /** @description What pairs are ranked by. */
            features: string[];
            /** @description Grade by deed. */
            grades: {
                [key: string]: number;
            };
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description What its figures do not show: `shown_only`, `held_out`, `no_outcomes`, `places_assumed`, `few_scenarios`. */
            limits: string[];
            measured?: components["schemas"]["Measurement"] | null;
            /** @description Digest of the model that it was measured against; none for the prior. */
            measured_against?: string | null;
            /** @description Whether it may be promoted now. */
            promotable: boolean;
            /** @description What it takes to serve. */
            rule: components["schemas"]["PromotionRule"];
            /** @description Where it stands. */
            state: components["schemas"]["ModelState"];
            /** @description Digest of the engine that was taught it when it was measured. */
            trained_digest: string;
            /**
             * @description What of it is not met, by now: `too_few_scenarios`, `too_few_organisations`, `gain_too_small`, `interval_reaches_zero`,
             *     `nothing_measured`, `measured_against_another`.
             */
            unmet: string[];
            /** @description What each of these weighed when it was measured, the heaviest first; empty on a card of before that was kept. */
            weights: components["schemas"]["FeatureView"][];
        };
        /** @description The registry. */
        ModelsView: {
            /** @description Models, the latest first, at most a hundred. */
            items: components["schemas"]["ModelView"][];
            /** @description Moves, the latest first, at most a hundred. */
            moves: components["schemas"]["ModelMoveView"][];
            /**
             * Format: uuid
             * @description The model that serves; none for the prior.
             */
            serving?: string | null;
            /**
             * Format: int32
             * @description Hours between trainings; 0 where nothing is trained by itself. The operator's setting.
             */
            train_hours: number;
        };
        /**
         * @description Yuan as a decimal string of at most two decimals
         * @example 500000.00
         */
        Money: string;
        /** @description One month of it. */
        MonthView: components["schemas"]["Came"] & {
            /** @description `YYYY-MM`, Asia/Shanghai. Each deed counts in the month in which it happened. */
            month: string;
        };
        /** @description A move of a claim. */
        MoveInput: {
            amount?: components["schemas"]["Money"] | null;
            /** @description Which. */
            move: components["schemas"]["ClaimMove"];
            /** @description What is said with it; needed to return and to refuse. */
            note?: string;
        };
        /** @description A solution or scenario by its name. */
        NamedRow: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Its title as published. */
            title: string;
        };
        /** @description Facts to be asked about. */
        NextInput: {
            /**
             * Format: date
             * @description Day of assessment, Asia/Shanghai; today where it is left out.
             */
            as_of?: string | null;
            /** @description Facts by name, as the policy's schema says. */
            facts: {
                [key: string]: unknown;
            };
            /** @description Policy id; the measures where it is left out. */
            policy?: string | null;
        };
        /** @description What is still to be asked, and what other answers would change. */
        NextView: {
            /** @description Other answers that would change an article's result. */
            changes: components["schemas"]["Change"][];
            /** @description Missing facts, the one with most at stake first. */
            questions: components["schemas"]["Question"][];
        };
        /** @description A scenario and a solution brought together. */
        OpenInput: {
            /**
             * Format: uuid
             * @description The entry of a frozen match list that led here.
             */
            match_entry_id?: string | null;
            /**
             * Format: uuid
             * @description The scenario. Its buyer invites.
             */
            scenario_id: string;
            /**
             * Format: uuid
             * @description The solution. Its vendor expresses interest.
             */
            solution_id: string;
        };
        /**
         * @description What decided the order of hits.
         * @enum {string}
         */
        OrderedBy: "sort" | "words" | "hybrid";
        /** @description An organisation as others see it. */
        OrganisationBrief: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description What it does here. */
            kinds: components["schemas"]["Kind"][];
            /** @description Registered name. */
            name: string;
            /** @description Administrative code of its seat. */
            region: string;
        };
        /** @description An organisation that registers. */
        OrganisationInput: {
            /** @description Unified social credit code (GB 32100-2015). */
            credit_code: string;
            /** @description What it says of itself, up to 500 characters. */
            intro?: string;
            /** @description What it does here. */
            kinds: components["schemas"]["Kind"][];
            /** @description Registered name, 2 to 100 characters. */
            name: string;
            /** @description Administrative code of its seat. */
            region: string;
        };
        /** @description An organisation as the operator lists it. */
        OrganisationRow: {
            /** @description Its unified social credit code. */
            credit_code: string;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Its name. */
            name: string;
        };
        /** @description An organisation with what it says of itself. */
        OrganisationView: components["schemas"]["OrganisationBrief"] & {
            /** @description Unified social credit code. */
            credit_code: string;
            /** @description What it says of itself. */
            intro: string;
        };
        /**
         * @description The answer for one article.
         * @enum {string}
         */
        Outcome: "eligible" | "not_met" | "unknown" | "not_in_force" | "not_stated";
        /** @description Whose rows people chose. What served is the other side. */
        OutcomeView: {
            /**
             * Format: int64
             * @description Of these, how many the candidate won.
             */
            candidate: number;
            /**
             * Format: double
             * @description Two-sided sign test over the lists that are no tie. It takes lists as independent, which lists of one buyer are
             *     not quite, and each look at a running experiment as the only one: where the size was planned, the look that counts
             *     is the one at its end.
             */
            p_value: number;
            /**
             * Format: double
             * @description Preference for the candidate, from -0.5 to 0.5: (wins + ties / 2) / lists - 1/2 (Chapelle, Joachims, Radlinski and
             *     Yue 2012); none without lists.
             */
            preference?: number | null;
            /** @description Whether anybody leads, at 5 %. */
            reading: components["schemas"]["ExperimentReading"];
            /**
             * Format: int64
             * @description How many went to what served.
             */
            serving: number;
            /**
             * Format: int64
             * @description Drafted lists that were looked at.
             */
            shown: number;
            /**
             * Format: int64
             * @description How many went to neither, those included in which nothing was done.
             */
            ties: number;
        };
        /** @description An accepted project as an item of a plan. */
        OwnProject: {
            /** @description Article of the project's direction; absent where no article has it. */
            article?: string | null;
            /**
             * Format: uuid
             * @description The project.
             */
            deal_id: string;
            /** @description What is known of it: its last assessment's grounds, where there is one. */
            facts: components["schemas"]["Facts"];
            /**
             * Format: date
             * @description Day of acceptance, Asia/Shanghai.
             */
            from: string;
            /** @description Name in the plan: the scenario's title, numbered where two are alike. */
            reference: string;
            /** @description The calendar year of acceptance: the year whose room the project uses. */
            years: number[];
        };
        /** @description One page of a list, newest first. */
        Page_ClaimBrief: {
            /** @description The rows. */
            items: {
                approved?: components["schemas"]["Money"] | null;
                /** @description Id of the article. */
                article: string;
                /**
                 * Format: date-time
                 * @description When it was prepared.
                 */
                created_at: string;
                /** @description Whether the text fixes the amount; otherwise `limit` is a ceiling. */
                exact: boolean;
                /**
                 * Format: uuid
                 * @description Its id.
                 */
                id: string;
                /** @description What the article allows after every cap. Never an award. */
                limit: components["schemas"]["Money"];
                /** @description Who applies. */
                organisation: components["schemas"]["OrganisationBrief"];
                /** @description Policy id. */
                policy: string;
                /** @description What is applied for. */
                requested: components["schemas"]["Money"];
                /** @description Where it stands. */
                state: components["schemas"]["ClaimState"];
                /** @description The expense or project. */
                subject: string;
                /**
                 * Format: date-time
                 * @description When it last changed.
                 */
                updated_at: string;
                /**
                 * Format: int32
                 * @description Year whose room it takes.
                 */
                year: number;
            }[];
            /**
             * Format: uuid
             * @description Hand this back as `cursor` for the next page; absent on the last.
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list, newest first. */
        Page_DealBrief: {
            /** @description The rows. */
            items: {
                buyer?: components["schemas"]["OrganisationBrief"] | null;
                /**
                 * Format: uuid
                 * @description Its id.
                 */
                id: string;
                /** @description The moves that the caller may make now, what leads on first. */
                moves: components["schemas"]["DealMove"][];
                /**
                 * Format: date-time
                 * @description When it was opened.
                 */
                opened_at: string;
                price?: components["schemas"]["Money"] | null;
                /** @description The scenario. */
                scenario: components["schemas"]["NamedRow"];
                side?: components["schemas"]["Side"] | null;
                /** @description The solution. */
                solution: components["schemas"]["NamedRow"];
                /** @description Where it stands. */
                state: components["schemas"]["DealState"];
                /**
                 * Format: date-time
                 * @description When it last moved.
                 */
                updated_at: string;
                vendor?: components["schemas"]["OrganisationBrief"] | null;
            }[];
            /**
             * Format: uuid
             * @description Hand this back as `cursor` for the next page; absent on the last.
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list, newest first. */
        Page_ReportRow: {
            /** @description The rows. */
            items: {
                amount?: components["schemas"]["Money"] | null;
                /**
                 * Format: date-time
                 * @description The moment that put it into the period.
                 */
                at: string;
                /**
                 * Format: uuid
                 * @description Its id.
                 */
                id: string;
                /** @description `solution`, `scenario` or `deal`. */
                kind: string;
                /** @description Whether the platform recommended the pair before the deal was opened, for deals. */
                recommended?: boolean | null;
                /** @description What it is called. */
                title: string;
            }[];
            /**
             * Format: uuid
             * @description Hand this back as `cursor` for the next page; absent on the last.
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list, newest first. */
        Page_ScenarioBrief: {
            /** @description The rows. */
            items: {
                /**
                 * Format: date
                 * @description Last day for answers.
                 */
                answers_due?: string | null;
                /** @description Direction code. */
                direction: string;
                /**
                 * Format: uuid
                 * @description Its id.
                 */
                id: string;
                organisation?: components["schemas"]["OrganisationBrief"] | null;
                /**
                 * Format: int32
                 * @description Latest published version.
                 */
                published_version?: number | null;
                /** @description State of review. */
                state: components["schemas"]["ScenarioState"];
                /**
                 * Format: date-time
                 * @description When it last entered the queue.
                 */
                submitted_at?: string | null;
                /** @description Title of the working content. */
                title: string;
                /**
                 * Format: date-time
                 * @description When it last changed.
                 */
                updated_at: string;
            }[];
            /**
             * Format: uuid
             * @description Hand this back as `cursor` for the next page; absent on the last.
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list, newest first. */
        Page_SolutionBrief: {
            /** @description The rows. */
            items: {
                /** @description Direction code. */
                direction: string;
                /**
                 * Format: uuid
                 * @description Its id.
                 */
                id: string;
                organisation?: components["schemas"]["OrganisationBrief"] | null;
                /**
                 * Format: int32
                 * @description Latest published version.
                 */
                published_version?: number | null;
                /** @description State of review. */
                state: components["schemas"]["SolutionState"];
                /**
                 * Format: date-time
                 * @description When it last entered the queue.
                 */
                submitted_at?: string | null;
                /** @description Pool tier. */
                tier: components["schemas"]["Tier"];
                /** @description Title of the working content. */
                title: string;
                /**
                 * Format: date-time
                 * @description When it last changed.
                 */
                updated_at: string;
            }[];
            /**
             * Format: uuid
             * @description Hand this back as `cursor` for the next page; absent on the last.
             */
            next_cursor?: string | null;
        };
        /**
         * @description What a part of a score is for.
         * @enum {string}
         */
        PartKind: "word" | "variant" | "beginning" | "typo" | "pair" | "pinyin" | "exact_title" | "meaning" | "encoder_meaning";
        /** @description How often a solution stood at a place. */
        PlaceView: {
            /**
             * Format: int32
             * @description Of these, how many it was opened from.
             */
            opened: number;
            /**
             * Format: int32
             * @description Place, from 1.
             */
            place: number;
            /**
             * Format: int32
             * @description Lists that showed it there.
             */
            shown: number;
        };
        /** @description One place that is given. */
        Placed: {
            /**
             * Format: int32
             * @description How many there are.
             */
            essential: number;
            /**
             * Format: int32
             * @description Essential requirements that it contradicts.
             */
            essential_contradicted: number;
            /**
             * Format: int32
             * @description Essential requirements that it covers, and in part, when the list was made.
             */
            essential_covered: number;
            /**
             * Format: int32
             * @description See `essential_covered`.
             */
            essential_partly: number;
            organisation?: components["schemas"]["OrganisationBrief"] | null;
            /**
             * Format: int32
             * @description Place in the scenario's list, from 1.
             */
            position: number;
            /**
             * Format: double
             * @description Fit, from 0 to 1.
             */
            score: number;
            /** @description Its title. */
            solution: string;
            /**
             * Format: uuid
             * @description The solution by which the vendor fits best.
             */
            solution_id: string;
        };
        /** @description How evenly places fall on vendors. */
        PlacesView: {
            /**
             * Format: double
             * @description Gini coefficient of places over vendors; none where there is no place.
             */
            gini?: number | null;
            /**
             * Format: int64
             * @description Lists counted.
             */
            lists: number;
            /** @description Vendors without one. */
            never: number;
            /**
             * Format: double
             * @description Their share; none where there is no vendor.
             */
            never_share?: number | null;
            /**
             * Format: int64
             * @description Places counted.
             */
            shown: number;
        };
        /** @description The best plan. */
        Plan: {
            /** @description The plan with the highest sum. */
            best: components["schemas"]["Assignment"];
            /** @description No plan is worth more than this. */
            bound: components["schemas"]["Money"];
            /** @description Caps that hold the sum down, the one that holds back most first. */
            deciding: components["schemas"]["Deciding"][];
            /** @description Is that proven, or was the search cut off? */
            proven: boolean;
            runner_up?: components["schemas"]["Assignment"] | null;
            /** @description Items that no article supports as things stand. */
            unused: string[];
        };
        /** @description What is to be planned. */
        PlanInput: {
            /** @description Projects and expenses: 1 to 60, each with 1 to 5 years. */
            items: components["schemas"]["PlanItem"][];
            /** @description Policy id; the measures where it is left out. */
            policy?: string | null;
        };
        /** @description One project or expense. */
        PlanItem: {
            /** @description What is known of it. */
            facts: components["schemas"]["Facts"];
            /**
             * Format: date
             * @description First day on which it can be claimed.
             */
            from: string;
            /** @description Its name, once in the plan. */
            reference: string;
            /** @description Calendar years in which it can be claimed. */
            years: number[];
        };
        /** @description A plan with what it was computed under. */
        PlanView: {
            /** @description Companies counted together with the enterprise. */
            counted_together: number;
            /** @description The operator's rule on stacking: the text is silent. */
            exclusion: components["schemas"]["Exclusion"];
            /** @description The plan. Its sums are ceilings and exact amounts, never an award. */
            plan: components["schemas"]["Plan"];
            /** @description SHA-256 of the rules, hex. */
            policy_digest: string;
        };
        /** @description A policy in a list. */
        PolicyBrief: {
            /** @description Number of articles. */
            articles: number;
            /** @description SHA-256 of its rules, hex. */
            digest: string;
            /** @description Its id. */
            id: string;
            /** @description Title in Chinese and English. */
            title: {
                [key: string]: string;
            };
        };
        /** @description A policy with its facts and articles. */
        PolicyView: {
            /** @description Articles with the complete words of the text. */
            articles: components["schemas"]["ArticleView"][];
            /** @description SHA-256 of its rules, hex. */
            digest: string;
            /** @description JSON Schema of its facts. */
            facts: unknown;
            /** @description Its id. */
            id: string;
            /** @description Title in Chinese and English. */
            title: {
                [key: string]: string;
            };
        };
        /** @description A price that was read among the words of a search. */
        PriceReadView: {
            from?: components["schemas"]["Money"] | null;
            to?: components["schemas"]["Money"] | null;
            /** @description As it was typed. */
            typed: string;
        };
        /** @description The document as it is sent (RFC 9457, `application/problem+json`). */
        Problem: {
            /** @description Stable code. */
            code: string;
            /** @description What happened here. */
            detail?: string | null;
            /** @description Fields that are wrong. */
            errors?: components["schemas"]["FieldError"][];
            /** @description The request, as it stands in the log. */
            request_id: string;
            /**
             * Format: int32
             * @description HTTP status.
             */
            status: number;
            /** @description What the code means. */
            title: string;
            /** @description `about:blank#<code>`. */
            type: string;
        };
        /** @description What it takes to serve; the operator's figures, no law asks for them. */
        PromotionRule: {
            /** @description Whether the interval of the gain must lie above zero. */
            interval_above_zero: boolean;
            /**
             * Format: double
             * @description The mean gain must be above this.
             */
            least_gain: number;
            /** @description Fewest organisations whose they are. */
            least_organisations: number;
            /** @description Fewest scenarios measured. */
            least_scenarios: number;
        };
        /** @description What the vendor proposes. */
        ProposalInput: {
            /**
             * Format: int32
             * @description Days from contract to delivery, 1 to 3,650.
             */
            days: number;
            /** @description Price. */
            price: components["schemas"]["Money"];
            /** @description An answer for every essential requirement at least. */
            responses: components["schemas"]["RequirementAnswer"][];
            /** @description How it will be done, 10 to 3,000 characters. */
            summary: string;
        };
        /** @description A proposal. */
        ProposalView: {
            /**
             * Format: int32
             * @description Days to delivery.
             */
            days: number;
            /** @description Price. */
            price: components["schemas"]["Money"];
            /** @description Answers to the requirements. */
            responses: components["schemas"]["RequirementAnswer"][];
            /**
             * Format: date-time
             * @description When it was sent.
             */
            submitted_at: string;
            /** @description How it will be done. */
            summary: string;
        };
        /** @description A question that is still open. */
        Question: {
            /** @description Articles that wait for it. */
            articles: string[];
            /** @description How much at most depends on the answer: the potential of those articles, one a ledger group. */
            at_stake: components["schemas"]["Money"];
            /** @description The fact, its type and its words. */
            fact: components["schemas"]["FactDef"];
        };
        /** @description A row that waits for the operator. */
        QueueItem: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Solution or scenario. */
            kind: components["schemas"]["SubjectKind"];
            organisation?: components["schemas"]["OrganisationBrief"] | null;
            /**
             * Format: date-time
             * @description Since when it waits.
             */
            submitted_at?: string | null;
            /** @description Its title. */
            title: string;
        };
        /** @description Words of a row that show something. */
        QuoteView: {
            /**
             * @description `title`, `text`, `capability:<id>`, `case:<id>`, or `form:<field>` where the form states it (`form:deployments`,
             *     `form:filings`, `form:delivery`).
             */
            source: string;
            /** @description Terms in them that were matched. */
            terms: string[];
            /** @description The words, verbatim. */
            text: string;
        };
        /**
         * @description What ranks a match list.
         * @enum {string}
         */
        Ranker: "prior" | "learned";
        /** @description A share of an amount, exact to a ten-thousandth of a percent. */
        Rate: string;
        /** @description Characters that no row has, and the words that they were taken for. */
        ReadAs: {
            /** @description As it was typed, lower case and half width. */
            typed: string;
            /** @description The words that it sounds like or nearly is, what is worth most first; three at most. */
            words: string[];
        };
        /** @description Why something was taken back, declined, rejected or ended. */
        Reason: {
            /** @description Words beside it, up to 1,000 characters. */
            note?: string;
            /** @description A code of the reasons taxonomy. */
            reason: string;
        };
        /** @description A reason by code; the interface has its words. */
        ReasonView: {
            /** @description Stable code. */
            code: string;
            /** @description Values for its words. */
            values: {
                [key: string]: string;
            };
        };
        /** @description The recommendation that led to a deal. */
        RecommendedBy: {
            /**
             * Format: date-time
             * @description When the list was computed.
             */
            at: string;
            /**
             * Format: uuid
             * @description The frozen list.
             */
            list_id: string;
            /** @description Digest of the model. */
            model: string;
            /**
             * Format: int32
             * @description Place in it, from 1.
             */
            position: number;
            /**
             * Format: double
             * @description Score, 0 to 1.
             */
            score: number;
        };
        /** @description What is recorded of how lists are used, by the names of the columns. */
        RecordedView: {
            /** @description When something is done with one of its rows. */
            click: string[];
            /** @description What can be done with it. */
            click_kinds: string[];
            /** @description When a list is looked at. */
            showing: string[];
        };
        /** @description A refresh token to exchange or to end. */
        RefreshInput: {
            /** @description The token. */
            refresh_token: string;
        };
        /** @description A registration. */
        RegisterInput: {
            /** @description The organisation. */
            organisation: components["schemas"]["OrganisationInput"];
            /** @description Its owner. */
            user: components["schemas"]["UserInput"];
        };
        /** @description What a list without some of its filters would hold. */
        Relaxation: {
            /** @description Facets whose filter is dropped: one of them, or all where no single one helps. */
            facets: string[];
            /** @description Rows that would then fit. */
            total: number;
        };
        /** @description The report of a period. */
        Report: {
            /**
             * Format: date-time
             * @description When it was compiled.
             */
            compiled_at: string;
            /** @description The figures in the order of the journey. */
            figures: components["schemas"]["FigureView"][];
            /**
             * Format: date
             * @description First day, Asia/Shanghai.
             */
            from: string;
            /**
             * Format: date
             * @description Last day, Asia/Shanghai.
             */
            to: string;
        };
        /** @description A row behind a figure. */
        ReportRow: {
            amount?: components["schemas"]["Money"] | null;
            /**
             * Format: date-time
             * @description The moment that put it into the period.
             */
            at: string;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description `solution`, `scenario` or `deal`. */
            kind: string;
            /** @description Whether the platform recommended the pair before the deal was opened, for deals. */
            recommended?: boolean | null;
            /** @description What it is called. */
            title: string;
        };
        /** @description One checkable line (需求条目). */
        Requirement: {
            /** @description How acceptance will be judged. */
            criterion?: string | null;
            /** @description Whether the project fails without it. */
            essential?: boolean;
            /**
             * Format: uuid
             * @description Given by the platform where it is missing; keep it over edits.
             */
            id?: string | null;
            /** @description What is required, up to 500 characters. */
            text: string;
            /**
             * Format: int32
             * @description Weight, 1 to 5.
             * @default 3
             */
            weight: number;
        };
        /** @description The answer to one requirement. */
        RequirementAnswer: {
            /** @description How well it is met. */
            answer: components["schemas"]["AnswerGrade"];
            /**
             * Format: uuid
             * @description The requirement of the published scenario.
             */
            requirement_id: string;
            /** @description How, up to 1,000 characters. */
            text?: string;
        };
        /** @description Why the buyer sends the work back. */
        ReturnInput: {
            /** @description What has to be put right, 2 to 1,000 characters. */
            note: string;
            /** @description A code of the review-reasons taxonomy that applies to acceptance. */
            reason: string;
        };
        /** @description The operator's decision. */
        ReviewInput: {
            /** @description Approve or return. */
            decision: components["schemas"]["Decision"];
            /** @description Words to the writer, up to 2,000 characters. */
            note?: string;
            /** @description Codes of the review-reasons taxonomy; needed to return. */
            reasons?: string[];
        };
        /** @description A decision as it was made. */
        ReviewView: {
            /**
             * Format: date-time
             * @description When.
             */
            decided_at: string;
            /** @description Approve or return. */
            decision: components["schemas"]["Decision"];
            /** @description Words to the writer. */
            note: string;
            /** @description Reason codes. */
            reasons: string[];
        };
        /** @description Room of an enterprise in a year over articles 11 to 15. */
        Room: {
            ceiling?: components["schemas"]["Money"] | null;
            /** @description Claims that took it, oldest first. */
            entries: components["schemas"]["RoomEntry"][];
            left?: components["schemas"]["Money"] | null;
            /** @description What claims took, of this enterprise and those counted together with it. */
            used: components["schemas"]["Money"];
            /**
             * Format: int32
             * @description Calendar year, Asia/Shanghai.
             */
            year: number;
        };
        /** @description One claim's part of the room. */
        RoomEntry: {
            /** @description What it takes. */
            amount: components["schemas"]["Money"];
            /**
             * Format: uuid
             * @description The claim.
             */
            claim_id: string;
            /**
             * Format: uuid
             * @description Whose claim it is: others stand here where the operator counts companies together.
             */
            organisation_id: string;
            /**
             * Format: date-time
             * @description When it was reserved.
             */
            reserved_at: string;
            /** @description Reserved, or fixed once it is paid. */
            state: components["schemas"]["LedgerState"];
            /** @description What it is for. */
            subject: string;
        };
        /** @description What is wrong in a row. */
        RowProblem: {
            /** @description Stable code. */
            code: string;
            /** @description Column or field; empty where the whole row cannot be read. */
            column: string;
            /** @description What was expected. */
            detail: string;
            /** @description Row, from 1; the heading of a CSV file does not count. */
            row: number;
        };
        /** @description A scenario in a list. */
        ScenarioBrief: {
            /**
             * Format: date
             * @description Last day for answers.
             */
            answers_due?: string | null;
            /** @description Direction code. */
            direction: string;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            organisation?: components["schemas"]["OrganisationBrief"] | null;
            /**
             * Format: int32
             * @description Latest published version.
             */
            published_version?: number | null;
            /** @description State of review. */
            state: components["schemas"]["ScenarioState"];
            /**
             * Format: date-time
             * @description When it last entered the queue.
             */
            submitted_at?: string | null;
            /** @description Title of the working content. */
            title: string;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updated_at: string;
        };
        /** @description What a buyer writes about a scenario. */
        ScenarioContent: {
            /**
             * Format: date
             * @description Last day for answers, Asia/Shanghai.
             * @default null
             */
            answers_due: string | null;
            /** @default null */
            budget: components["schemas"]["Money"] | null;
            /**
             * Format: int32
             * @description Highest level of the data it touches, 1 to 4.
             * @default null
             */
            data_level: number | null;
            /**
             * Format: int32
             * @description Days from contract to delivery.
             * @default null
             */
            days: number | null;
            /**
             * @description Ways to deploy that are acceptable.
             * @default []
             */
            deployments: string[];
            /**
             * @description Up to 10,000 characters.
             * @default
             */
            description: string;
            /**
             * @description Direction code (articles 11 to 15).
             * @default
             */
            direction: string;
            /**
             * @description Trades.
             * @default []
             */
            industries: string[];
            /**
             * @description Level at which it will run.
             * @default
             */
            level: string;
            /**
             * @description Where it will run.
             * @default
             */
            region: string;
            /**
             * @description Checkable lines.
             * @default []
             */
            requirements: components["schemas"]["Requirement"][];
            /**
             * @description Up to 300 characters.
             * @default
             */
            summary: string;
            /**
             * @description Technologies, where the buyer has a preference.
             * @default []
             */
            technologies: string[];
            /**
             * @description Up to 80 characters.
             * @default
             */
            title: string;
        };
        /** @description What one scenario gets. */
        ScenarioPlaces: {
            /**
             * Format: date-time
             * @description When its latest list was made: what came since is not in it.
             */
            listed_at: string;
            /** @description Who would be invited, best first. */
            places: components["schemas"]["Placed"][];
            /**
             * Format: int32
             * @description Vendors that deal with it now.
             */
            running: number;
            /** @description Its title. */
            scenario: string;
            /**
             * Format: uuid
             * @description The scenario.
             */
            scenario_id: string;
            /**
             * Format: int32
             * @description Places that it wants and does not get.
             */
            unanswered: number;
        };
        /**
         * @description Where a scenario stands from writing to closing.
         * @enum {string}
         */
        ScenarioState: "draft" | "submitted" | "returned" | "published" | "withdrawn" | "closed";
        /** @description A frozen version. */
        ScenarioVersionView: {
            /** @description What it said. */
            content: components["schemas"]["ScenarioContent"];
            /** @description SHA-256 of the content, hex. */
            digest: string;
            /**
             * Format: date-time
             * @description When it was published.
             */
            published_at: string;
            /**
             * Format: int32
             * @description Counts from 1.
             */
            version: number;
        };
        /** @description A scenario with its content. */
        ScenarioView: {
            /** @description Why it was withdrawn. */
            closing_reason?: string | null;
            /**
             * Format: int32
             * @description How complete it is, 0 to 100.
             */
            completeness: number;
            /** @description Working content for its owner and the operator, the published version for everybody else. */
            content: components["schemas"]["ScenarioContent"];
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Fields missing before submission. */
            missing: string[];
            /** @description The buyer. */
            organisation: components["schemas"]["OrganisationBrief"];
            /**
             * Format: date-time
             * @description When it was first published.
             */
            published_at?: string | null;
            /**
             * Format: int32
             * @description Latest published version.
             */
            published_version?: number | null;
            /**
             * Format: int32
             * @description Send it back as `If-Match`.
             */
            revision: number;
            /** @description State of review. */
            state: components["schemas"]["ScenarioState"];
            /**
             * Format: date-time
             * @description When it last entered the queue.
             */
            submitted_at?: string | null;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updated_at: string;
        };
        /** @description One part of a score. */
        ScorePart: {
            /**
             * @description Where: `title`, `names`, `summary`, `body`, `refused` (what summary and body say is not done), `head` (the first
             *     three together), or `row` (all of it).
             */
            field: string;
            /** @description What for. */
            kind: components["schemas"]["PartKind"];
            /** @description What stands there. */
            term: string;
            /**
             * Format: float
             * @description What it adds to the score.
             */
            value: number;
        };
        /** @description An operator's table. */
        ScoringTable: {
            /** @description Ids of the articles it speaks of. */
            articles: string[];
            /** @description What is graded; the weights sum to 100 %. */
            grounds: components["schemas"]["Ground"][];
            /** @description Whose table it is. */
            operator: components["schemas"]["Text"];
            /** @description Its name, shown with every estimate. */
            table: string;
        };
        /** @description One hit of a search. */
        SearchHitView: {
            /**
             * Format: date
             * @description A scenario's last day for answers.
             */
            answers_due?: string | null;
            budget?: components["schemas"]["Money"] | null;
            /** @description What it was found by. Rows found by meaning alone have too few of the words; they stand behind those that have every one. */
            by: components["schemas"]["FoundBy"];
            /** @description Direction code. */
            direction: string;
            /**
             * Format: uuid
             * @description The row's id.
             */
            id: string;
            /** @description Trades. */
            industries: string[];
            organisation?: components["schemas"]["OrganisationBrief"] | null;
            /** @description With `explain=true`, in the order of relevance: the parts that add up to the score, the largest first. */
            parts: components["schemas"]["ScorePart"][];
            /** @description Where in the rest of the row the words stand that neither title nor summary holds. */
            passage?: string | null;
            price_high?: components["schemas"]["Money"] | null;
            price_low?: components["schemas"]["Money"] | null;
            /**
             * Format: date-time
             * @description When it was published.
             */
            published_at?: string | null;
            /**
             * Format: float
             * @description Relevance, comparable within one answer.
             */
            score: number;
            /** @description Summary. */
            summary: string;
            /** @description Technologies. */
            technologies: string[];
            /** @description Words that matched, to be marked. */
            terms: string[];
            /** @description Pool tier, of solutions. */
            tier?: string | null;
            /** @description Title. */
            title: string;
        };
        /** @description Result of a search. */
        SearchView: {
            encoder_silent?: components["schemas"]["EncoderSilent"] | null;
            /** @description Counts by facet, each without its own filter. */
            facets: {
                [key: string]: components["schemas"]["FacetCountView"][];
            };
            /** @description This page of them. */
            hits: components["schemas"]["SearchHitView"][];
            /** @description Where nothing at all was found: up to five rows of the first of them. */
            instead: components["schemas"]["SearchHitView"][];
            /** @description What decided the order. */
            ordered_by: components["schemas"]["OrderedBy"];
            price?: components["schemas"]["PriceReadView"] | null;
            /** @description Parts of the query that no row has and that were read as other words, by their sound or as typing errors. */
            read_as: components["schemas"]["ReadAs"][];
            /** @description Where the filters leave no row with the words: which to drop, and how many rows would then fit; the best first. */
            relaxations: components["schemas"]["Relaxation"][];
            /**
             * Format: int64
             * @description Milliseconds it took.
             */
            took_ms: number;
            /** @description Rows found. */
            total: number;
            /** @description Words of the query that no row of this kind has, in any spelling: the hits are by the others, or by meaning. */
            unknown: string[];
            words_alone?: components["schemas"]["WordsAlone"] | null;
        };
        /** @description The model that ranks at present. */
        ServingView: {
            /** @description Its digest, as it stands on the lists that it ranked. */
            digest: string;
            /** @description Rows that its weights of words were fitted on. */
            fitted_on: number;
            /** @description Judged pairs that it learned from. */
            judgements: number;
            /** @description `prior`: weights as they are stated in the code; `learned`: moved by judgements. */
            ranker: string;
            /**
             * Format: date-time
             * @description When the first list was frozen with it; none where it has not ranked any yet.
             */
            since?: string | null;
            /** @description Words that have a weight. */
            vocabulary: number;
        };
        /** @description A session. */
        Session: {
            /** @description Send it as `Authorization: Bearer …`. */
            access_token: string;
            /**
             * Format: int64
             * @description Seconds that the access token is good.
             */
            expires_in: number;
            /** @description Who logged in. */
            me: components["schemas"]["Me"];
            /** @description Exchange it once for a new session. */
            refresh_token: string;
            /** @description Always `Bearer`. */
            token_type: string;
        };
        /** @description How the places of a list are shared out. */
        SharingView: {
            /**
             * Format: int32
             * @description Days after which an invitation without an answer counts in the vendor's record.
             */
            answer_days: number;
            /** @description Places kept for vendors without an accepted project. */
            newcomers: number;
            /** @description Most of them for one vendor. */
            per_vendor: number;
            /** @description Places of a list. */
            places: number;
        };
        /** @description How a solution was shown. */
        ShowingsView: {
            /** @description By month, the latest first; months in which nothing happened are left out. */
            months: components["schemas"]["MonthView"][];
            /** @description By place, the first one first. */
            places: components["schemas"]["PlaceView"][];
            /**
             * Format: uuid
             * @description The solution.
             */
            solution_id: string;
            /** @description Over all months. */
            total: components["schemas"]["Came"];
        };
        /** @description What the candidate's order of shown lists would have earned, in clicks a row. */
        ShownWorth: {
            /** @description By inverse propensity scoring. */
            ips: components["schemas"]["Bounded"];
            /** @description Lists shown. */
            lists: number;
            /**
             * Format: double
             * @description As they were shown.
             */
            logged: number;
            /** @description The same, self-normalised. */
            snips: components["schemas"]["Bounded"];
        };
        /**
         * @description A side of a deal.
         * @enum {string}
         */
        Side: "buyer" | "vendor";
        /** @description A solution in a list. */
        SolutionBrief: {
            /** @description Direction code. */
            direction: string;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            organisation?: components["schemas"]["OrganisationBrief"] | null;
            /**
             * Format: int32
             * @description Latest published version.
             */
            published_version?: number | null;
            /** @description State of review. */
            state: components["schemas"]["SolutionState"];
            /**
             * Format: date-time
             * @description When it last entered the queue.
             */
            submitted_at?: string | null;
            /** @description Pool tier. */
            tier: components["schemas"]["Tier"];
            /** @description Title of the working content. */
            title: string;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updated_at: string;
        };
        /** @description What a vendor writes about a solution. */
        SolutionContent: {
            /**
             * @description Single things that it can do.
             * @default []
             */
            capabilities: components["schemas"]["Capability"][];
            /**
             * @description Where it was done before.
             * @default []
             */
            cases: components["schemas"]["Case"][];
            /**
             * Format: int32
             * @description Highest data level it handles, 1 to 4.
             * @default null
             */
            data_level: number | null;
            /**
             * Format: int32
             * @description Days from contract to delivery.
             * @default null
             */
            delivery_days: number | null;
            /**
             * @description Ways to deploy.
             * @default []
             */
            deployments: string[];
            /**
             * @description Up to 10,000 characters.
             * @default
             */
            description: string;
            /**
             * @description Direction code (articles 11 to 15).
             * @default
             */
            direction: string;
            /**
             * @description Filings and licences.
             * @default []
             */
            filings: components["schemas"]["Filing"][];
            /**
             * @description Trades.
             * @default []
             */
            industries: string[];
            /**
             * @description Levels at which it works.
             * @default []
             */
            levels: string[];
            /** @default null */
            price_high: components["schemas"]["Money"] | null;
            /** @default null */
            price_low: components["schemas"]["Money"] | null;
            /**
             * @description Regions served; empty means everywhere.
             * @default []
             */
            regions: string[];
            /**
             * @description Up to 300 characters.
             * @default
             */
            summary: string;
            /**
             * @description Technologies.
             * @default []
             */
            technologies: string[];
            /**
             * @description Up to 80 characters.
             * @default
             */
            title: string;
        };
        /**
         * @description Where a solution stands in review.
         * @enum {string}
         */
        SolutionState: "draft" | "submitted" | "returned" | "published" | "withdrawn";
        /** @description A frozen version. */
        SolutionVersionView: {
            /** @description What it said. */
            content: components["schemas"]["SolutionContent"];
            /** @description SHA-256 of the content, hex. */
            digest: string;
            /**
             * Format: date-time
             * @description When it was published.
             */
            published_at: string;
            /**
             * Format: int32
             * @description Counts from 1.
             */
            version: number;
        };
        /** @description A solution with its content. */
        SolutionView: {
            /**
             * Format: int32
             * @description How complete it is, 0 to 100.
             */
            completeness: number;
            /** @description Working content for its owner and the operator, the published version for everybody else. */
            content: components["schemas"]["SolutionContent"];
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Fields missing before submission. */
            missing: string[];
            /** @description The vendor. */
            organisation: components["schemas"]["OrganisationBrief"];
            /**
             * Format: date-time
             * @description When it was first published.
             */
            published_at?: string | null;
            /**
             * Format: int32
             * @description Latest published version.
             */
            published_version?: number | null;
            /**
             * Format: int32
             * @description Send it back as `If-Match`.
             */
            revision: number;
            /** @description State of review. */
            state: components["schemas"]["SolutionState"];
            /**
             * Format: date-time
             * @description When it last entered the queue.
             */
            submitted_at?: string | null;
            /** @description Pool tier. */
            tier: components["schemas"]["Tier"];
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updated_at: string;
        };
        /** @description One step of the reasoning. */
        Step: {
            /** @description The article. */
            article: string;
            /**
             * Format: date
             * @description The day on which constants were read.
             */
            date: string;
            /** @description The facts it used. */
            facts: components["schemas"]["FactUsed"][];
            /** @description What is done: a condition's or cap's id, or the name of the calculation. */
            id: string;
            /** @description What it says, in short. */
            label: components["schemas"]["Text"];
            /** @description The words of the text it rests on; empty where the text is silent. */
            phrase: string;
            /** @description What came out of it. */
            value: components["schemas"]["StepValue"];
        };
        /** @description The value of a step. */
        StepValue: {
            /** @enum {string} */
            kind: "met";
        } | {
            /** @enum {string} */
            kind: "not_met";
        } | {
            /** @enum {string} */
            kind: "unknown";
        } | {
            /** @enum {string} */
            kind: "not_stated";
        } | {
            /** @enum {string} */
            kind: "in_force";
        } | {
            /** @enum {string} */
            kind: "not_in_force";
        } | {
            /** @enum {string} */
            kind: "money";
            /** @description An amount. */
            value: components["schemas"]["Money"];
        } | {
            /** @enum {string} */
            kind: "rate";
            /** @description A share. */
            value: components["schemas"]["Rate"];
        };
        /**
         * @description Which kind of row something is about.
         * @enum {string}
         */
        SubjectKind: "solution" | "scenario";
        /** @description All taxonomies by name. */
        Taxonomies: {
            /** @description Sensitivity of data. */
            data_levels: components["schemas"]["Item"][];
            /** @description Ways to deploy. */
            deployments: components["schemas"]["Item"][];
            /** @description Articles 11 to 15. */
            directions: components["schemas"]["Item"][];
            /** @description Kinds of filings. */
            filings: components["schemas"]["Item"][];
            /** @description Trades, each under a direction. */
            industries: components["schemas"]["Item"][];
            /** @description Levels at which something is done. */
            levels: components["schemas"]["Item"][];
            /** @description Reasons to withdraw, decline, reject or terminate. */
            reasons: components["schemas"]["Item"][];
            /** @description Administrative regions. */
            regions: components["schemas"]["Item"][];
            /** @description Reasons of a review. */
            review_reasons: components["schemas"]["Item"][];
            /** @description Technologies. */
            technologies: components["schemas"]["Item"][];
        };
        /** @description One text in the two languages of the project. Cheap to clone: results share it with the rules. */
        Text: {
            /** @description English. */
            en: string;
            /** @description Chinese. */
            zh: string;
        };
        /** @description From which amount on how many different persons must approve. */
        Threshold: {
            /**
             * Format: int32
             * @description So many different persons: 1 to 3.
             */
            approvals: number;
            /** @description From this amount on. */
            from: components["schemas"]["Money"];
        };
        /**
         * @description Pool tier of a solution.
         * @enum {string}
         */
        Tier: "listed" | "screened" | "benchmark" | "retired";
        /** @description Solutions from elsewhere; computed as asked, not frozen. */
        TransferListView: {
            /** @description What is different. */
            apart: components["schemas"]["ApartView"];
            /** @description Solutions from elsewhere that were looked at. */
            considered: number;
            /** @description Best first. */
            entries: components["schemas"]["TransferView"][];
            /** @description Digest of the model. */
            model: string;
        };
        /** @description One solution from elsewhere. */
        TransferView: {
            /** @description Industries or levels of the row that asks. */
            from: string[];
            /** @description Place, from 1. */
            rank: number;
            /**
             * Format: float
             * @description Likeness of what is done, 0 to 1; comparable within one list.
             */
            score: number;
            /** @description Words that both rows use for what is done, rarest first. */
            shared: string[];
            /** @description The solution. */
            solution: components["schemas"]["Counterpart"];
            /** @description Technologies that both rows name. */
            technologies: string[];
            /** @description Industries or levels of the listed solution. */
            to: string[];
        };
        /** @description Its first user. */
        UserInput: {
            /** @description Login. */
            email: string;
            /** @description Name shown to others. */
            name: string;
            /** @description 10 to 200 characters. */
            password: string;
        };
        /**
         * @description What a user may do inside its organisation.
         * @enum {string}
         */
        UserRole: "owner" | "member";
        /** @description A user as it sees itself. */
        UserView: {
            /** @description Its login. */
            email: string;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Its name. */
            name: string;
            /** @description Its role inside the organisation. */
            role: components["schemas"]["UserRole"];
        };
        /** @description How often one vendor was shown. */
        VendorExposure: {
            /**
             * Format: int64
             * @description First places given.
             */
            first: number;
            organisation?: components["schemas"]["OrganisationBrief"] | null;
            /**
             * Format: int64
             * @description Places that stood on a buyer's screen, however far down.
             */
            seen: number;
            /**
             * Format: int64
             * @description Places given among the first ten of lists.
             */
            shown: number;
        };
        /** @description What one vendor gets. */
        VendorPlaces: {
            /**
             * Format: int32
             * @description Scenarios that it would get if every scenario took the first of its own list.
             */
            first_choices: number;
            /**
             * Format: int32
             * @description Scenarios that it gets.
             */
            given: number;
            organisation?: components["schemas"]["OrganisationBrief"] | null;
            /**
             * Format: int32
             * @description Scenarios that it deals with now.
             */
            running: number;
        };
        /**
         * @description Whether a requirement is met.
         * @enum {string}
         */
        VerdictView: "covered" | "partly" | "gap" | "contradicted";
        /** @description Where a solution stands, and why; computed as asked, not frozen. It names no other solution. */
        WhyNotView: {
            /**
             * Format: float
             * @description Fit of the last shown row.
             */
            bar?: number | null;
            /** @description What would change it, the best first. */
            changes: components["schemas"]["ChangeView"][];
            /** @description Requirement by requirement. */
            coverage: components["schemas"]["CoverageView"][];
            /** @description Features that lie between it and the last shown row, what costs most first. */
            deciding: components["schemas"]["DecidingView"][];
            /** @description Digest of the model. */
            model: string;
            /**
             * @description Place in the list, from 1, or behind it; null where a filter or the limit of one vendor refuses it or it is not
             *     among the ranked.
             */
            rank?: number | null;
            /** @description Rows that were ranked to the end. */
            ranked: number;
            /** @description Filters that refuse it, and `per_vendor` where its vendor's better solutions take the places of one vendor. */
            refused: string[];
            /**
             * Format: float
             * @description Its fit, 0 to 1, filters aside.
             */
            score: number;
            /** @description Length of the list that the buyer is shown. */
            shown: number;
            together?: components["schemas"]["ChangeView"] | null;
        };
        /**
         * @description Why meaning had no part in an order by relevance.
         * @enum {string}
         */
        WordsAlone: "few_rows" | "no_vector" | "not_ready";
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
