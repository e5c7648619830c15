//! How are tables, keys and indexes named? Shared by every migration, so that names follow one rule.

use sea_orm_migration::prelude::*;

/// A new table of that name.
pub fn table(name: &str) -> TableCreateStatement {
    Table::create().table(Alias::new(name)).to_owned()
}

/// A foreign key to another table's `id`; rows that others point at cannot be deleted.
pub fn foreign_key(table: &str, column: &str, target: &str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("fk_{table}_{column}"))
        .from(Alias::new(table), Alias::new(column))
        .to(Alias::new(target), Alias::new("id"))
        .on_delete(ForeignKeyAction::Restrict)
        .to_owned()
}

/// A plain index over those columns.
pub fn index(table: &str, columns: &[&str]) -> IndexCreateStatement {
    let mut statement = Index::create()
        .name(format!("ix_{table}_{}", columns.join("_")))
        .table(Alias::new(table))
        .to_owned();
    for column in columns {
        statement.col(Alias::new(*column));
    }
    statement
}

/// A unique index over those columns.
pub fn unique(table: &str, columns: &[&str]) -> IndexCreateStatement {
    index(table, columns)
        .name(format!("ux_{table}_{}", columns.join("_")))
        .unique()
        .to_owned()
}
