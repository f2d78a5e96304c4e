//! Customers and the people there.

use super::client::{self, Answer, Key};
use shared::ids::{ContactId, CustomerId};
use shared::page::Page;
use shared::records::customer::{Contact, ContactInput, Customer, CustomerInput, CustomerQuery};

/// One page of them.
pub async fn list(query: &CustomerQuery) -> Answer<Page<Customer>> {
    client::find("customers", query).await
}

/// One of them.
pub async fn get(id: CustomerId) -> Answer<Customer> {
    client::get(format!("customers/{id}")).await
}

/// Makes a new one.
pub async fn create(body: CustomerInput, key: Key) -> Answer<Customer> {
    client::post("customers", &body, key).await
}

/// Replaces one.
pub async fn update(id: CustomerId, body: CustomerInput, version: i32) -> Answer<Customer> {
    client::put(format!("customers/{id}"), &body, version).await
}

/// The people there.
pub async fn contacts(id: CustomerId) -> Answer<Page<Contact>> {
    client::get(format!("customers/{id}/contacts?limit=100")).await
}

/// Adds a person.
pub async fn create_contact(id: CustomerId, body: ContactInput, key: Key) -> Answer<Contact> {
    client::post(format!("customers/{id}/contacts"), &body, key).await
}

/// Replaces what is known of a person.
pub async fn update_contact(
    id: CustomerId,
    contact: ContactId,
    body: ContactInput,
    version: i32,
) -> Answer<Contact> {
    client::put(format!("customers/{id}/contacts/{contact}"), &body, version).await
}

/// Takes a person away.
pub async fn delete_contact(id: CustomerId, contact: ContactId, version: i32) -> Answer<()> {
    client::delete(format!("customers/{id}/contacts/{contact}"), Some(version)).await
}
