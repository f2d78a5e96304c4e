//! A page of an area whose files are fetched when they are first needed.

use crate::area::{Area, Draw};
use crate::components::alert::{Alert, Gravity};
use crate::components::async_view::Outline;
use crate::components::button::Button;
use crate::components::page_head::PageHead;
use crate::i18n::use_locale;
use crate::route::Route;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Properties of [`Lazy`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The area.
    pub area: Area,
    /// The page.
    pub route: Route,
}

#[derive(Clone, Copy)]
enum State {
    Waiting,
    There(Draw),
    Failed,
}

/// A page of an area: its outline until it is there.
#[component]
pub fn Lazy(props: &Props) -> Html {
    let l = use_locale();
    let area = props.area;
    let state = use_state(|| area.there().map_or(State::Waiting, State::There));
    let load = {
        let state = state.setter();
        Callback::from(move |()| {
            let state = state.clone();
            state.set(State::Waiting);
            spawn_local(async move { state.set(area.load().await.map_or(State::Failed, State::There)) });
        })
    };
    {
        let (load, there) = (load.clone(), matches!(*state, State::There(_)));
        use_effect_with((), move |()| {
            if !there {
                load.emit(());
            }
        });
    }
    match *state {
        State::There(draw) => draw(props.route),
        State::Waiting => html! { <Outline /> },
        State::Failed => html! {
            <>
                <PageHead title={t!(l, "page-part-missing")} />
                <Alert
                    gravity={Gravity::Danger}
                    live=true
                    title={t!(l, "page-part-missing-hint")}
                    actions={html! { <Button label={t!(l, "page-retry")} small=true onclick={load} /> }}
                >
                    // Where the house has installed a newer version, the files of this one are gone.
                    <a href="">{ t!(l, "page-reload") }</a>
                </Alert>
            </>
        },
    }
}
