//! The page of Sanbao. Every rule comes from `shared`; here is what the reader sees of it.
#![warn(missing_docs)]

#[macro_use]
mod i18n;

mod api;
mod app;
mod area;
mod bell;
mod browser;
mod components;
mod format;
mod live;
mod nav;
mod pages;
mod palette;
mod route;
mod session;
mod shell;
mod theme;
mod unsaved;

fn main() {
    unsaved::watch();
    wasm_bindgen_futures::spawn_local(async {
        match i18n::begin().await {
            Some(()) => {
                yew::Renderer::<app::App>::new().render();
            }
            None => browser::tell_not_started(),
        }
    });
}
