//! What an article said before.

use crate::api::knowledge_article;
use crate::components::alert::ProblemAlert;
use crate::components::async_view::{async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::facts::Panel;
use crate::components::time::Time;
use crate::i18n::use_locale;
use shared::ids::KnowledgeArticleId;
use shared::records::knowledge_article::KnowledgeEdition;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Properties of [`Editions`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The article.
    pub id: KnowledgeArticleId,
    /// The last edition: with another the list is read again.
    pub edition: i32,
    /// The edition that is shown.
    pub open: Option<i32>,
    /// Shows an edition.
    pub onopen: Callback<Option<Rc<KnowledgeEdition>>>,
}

/// The editions of an article, each to be read.
#[component]
pub(super) fn Editions(props: &Props) -> Html {
    let l = use_locale();
    let id = props.id;
    let loaded =
        use_load((id, props.edition), |(id, _)| async move { knowledge_article::editions(id).await });
    let failed = use_state(|| None);
    let read = {
        let (onopen, failed) = (props.onopen.clone(), failed.setter());
        Callback::from(move |edition: i32| {
            let (onopen, failed) = (onopen.clone(), failed.clone());
            failed.set(None);
            spawn_local(async move {
                match knowledge_article::edition(id, edition).await {
                    Ok(found) => onopen.emit(Some(Rc::new(found))),
                    Err(problem) => failed.set(Some(Rc::new(problem))),
                }
            });
        })
    };
    let view = async_view(
        &loaded,
        |page| {
            page.items
                .is_empty()
                .then(|| html! { <p class="sb-quiet">{ t!(l, "knowledge-edition-none") }</p> })
        },
        |page| {
            html! {
                <ul class="sb-earlier" role="list">
                    { for page.items.iter().map(|e| {
                        let number = e.edition;
                        html! {
                            <li key={number}>
                                <Button
                                    label={t!(l, "knowledge-edition-number", edition = i64::from(number))}
                                    kind={Kind::Link}
                                    small=true
                                    pressed={props.open == Some(number)}
                                    onclick={read.reform(move |()| number)}
                                />
                                <p>{ &e.title }</p>
                                <p class="sb-quiet"><Time at={e.published_at} />{ " · " }{ &e.published_by_name }</p>
                            </li>
                        }
                    }) }
                </ul>
            }
        },
    );
    html! {
        <Panel title={t!(l, "knowledge-editions")}>
            if let Some(problem) = &*failed {
                <ProblemAlert problem={problem.clone()} />
            }
            { view }
        </Panel>
    }
}
