//! Who answers which path. Handlers are put in groups by the first name of their path (`tickets`, `rmas`): the framework asks one
//! route after the other, and there are hundreds, each an expression of its own. What they say of themselves is collected on its
//! own, once in a process: it is large, and no worker needs it.

use actix_web::dev::HttpServiceFactory;
use actix_web::{Route, guard, web};
use std::collections::BTreeMap;
use utoipa::openapi::{Components, OpenApi};
use utoipa_actix_web::OpenApiFactory;

type Service = Box<dyn FnOnce(&mut web::ServiceConfig)>;

/// Takes handlers, each with its path below what all have in common.
#[derive(Default)]
pub struct Routes {
    by_name: BTreeMap<String, Vec<Service>>,
    prefix: &'static str,
    described: Option<OpenApi>,
}

/// The first name of a path.
fn first_name(path: &str) -> &str {
    path.trim_start_matches('/').split('/').next().unwrap_or_default()
}

impl Routes {
    /// Takes more of them.
    pub fn configure(&mut self, more: impl FnOnce(&mut Self)) -> &mut Self {
        more(self);
        self
    }

    /// Takes a handler with its description.
    pub fn service<F>(&mut self, handler: F) -> &mut Self
    where
        F: HttpServiceFactory + OpenApiFactory + utoipa::Path + 'static,
    {
        if let Some(described) = &mut self.described {
            let mut paths = handler.paths();
            let whole = |(path, item)| (format!("{}{path}", self.prefix), item);
            paths.paths = paths.paths.into_iter().map(whole).collect();
            described.paths.merge(paths);
            // Each names all that it uses, hundreds of times the same: they are put together at once, not in the end.
            let mut schemas = vec![];
            handler.schemas(&mut schemas);
            described.components.get_or_insert_with(Components::new).schemas.extend(schemas);
        }
        self.put(&F::path(), Box::new(|config| _ = config.service(handler)))
    }

    /// Takes an answer that is not described.
    pub fn route(&mut self, path: &str, route: Route) -> &mut Self {
        let whole = path.to_owned();
        self.put(path, Box::new(move |config| _ = config.route(&whole, route)))
    }

    fn put(&mut self, path: &str, service: Service) -> &mut Self {
        self.by_name.entry(first_name(path).to_owned()).or_default().push(service);
        self
    }
}

/// Serves routes below a prefix.
pub fn serve(prefix: &'static str, routes: impl FnOnce(&mut Routes)) -> impl FnOnce(&mut web::ServiceConfig) {
    let mut taken = Routes::default();
    routes(&mut taken);
    move |config| {
        for (name, services) in taken.by_name {
            let is_meant = guard::fn_guard(move |context| {
                let path = context.head().uri.path();
                path.strip_prefix(prefix).is_some_and(|rest| first_name(rest) == name)
            });
            let all = |config: &mut web::ServiceConfig| services.into_iter().for_each(|put| put(config));
            config.service(web::scope(prefix).guard(is_meant).configure(all));
        }
    }
}

/// Adds what routes below a prefix say of themselves.
pub fn describe(api: OpenApi, prefix: &'static str, routes: impl FnOnce(&mut Routes)) -> OpenApi {
    let mut taken = Routes { by_name: BTreeMap::new(), prefix, described: Some(api) };
    routes(&mut taken);
    taken.described.unwrap_or_default()
}
