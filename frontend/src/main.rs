//! The page of Sanbao. Every rule comes from `shared`; here is what the reader sees of it.
#![warn(missing_docs)]

#[macro_use]
mod i18n;

mod api;
mod app;
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
    yew::Renderer::<app::App>::new().render();
}
