//! Who met what, in which order?

/// One like by the numbers of its person and item.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Like {
    /// Number of the person.
    pub user: u32,
    /// Number of the item.
    pub item: u32,
    /// When, seconds since 1970.
    pub at: i64,
}

/// One rating: 1 is a like, below is the share of a like that it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rated {
    /// Who, what and when.
    pub like: Like,
    /// 1 for a like, from 0 to below 1 for less.
    pub share: f32,
}

impl Rated {
    /// Whether it is a like.
    pub fn liked(&self) -> bool {
        self.share >= 1.0
    }
}

/// Events of one person that are read, the latest: a robot must not slow everybody down.
const MOST: usize = 2_000;

/// The events of every person, the earliest first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Histories {
    rows: Vec<Rated>,
    /// Person -> first row; one more than there are persons.
    starts: Vec<usize>,
}

impl Histories {
    /// Sorts ratings by person and time. Of two ratings of one item by one person the better one stays.
    pub fn of(rated: &[Rated], users: usize) -> Self {
        let mut rows = rated.to_vec();
        rows.sort_by(|a, b| {
            let key = |r: &Rated| (r.like.user, r.like.item);
            key(a)
                .cmp(&key(b))
                .then(b.share.total_cmp(&a.share))
                .then(b.like.at.cmp(&a.like.at))
        });
        rows.dedup_by_key(|r| (r.like.user, r.like.item));
        rows.sort_by_key(|r| (r.like.user, r.like.at, r.like.item));
        let mut starts = Vec::with_capacity(users + 1);
        let mut next = 0;
        for user in 0..=users {
            while next < rows.len() && (rows[next].like.user as usize) < user {
                next += 1;
            }
            starts.push(next);
        }
        Self { rows, starts }
    }

    /// The latest events of one person; empty for somebody unknown.
    pub fn person(&self, user: u32) -> &[Rated] {
        let user = user as usize;
        match (self.starts.get(user), self.starts.get(user + 1)) {
            (Some(from), Some(to)) => &self.rows[(*from).max(to.saturating_sub(MOST))..*to],
            _ => &[],
        }
    }

    /// All persons' events, one person after the other.
    pub fn persons(&self) -> impl Iterator<Item = &[Rated]> {
        (0..self.users()).map(|user| self.person(user as u32))
    }

    /// How many persons there are.
    pub fn users(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Every event.
    pub fn rows(&self) -> &[Rated] {
        &self.rows
    }
}
