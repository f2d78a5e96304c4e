//! The page of an article.

use super::editions::Editions;
use super::files::Files;
use crate::api::knowledge_article;
use crate::components::alert::{Alert, Gravity};
use crate::components::async_view::{async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::confirm::{Confirm, use_deed};
use crate::components::facts::{Panel, facts, words};
use crate::components::link::{Link, LinkButton};
use crate::components::markdown::Markdown;
use crate::components::page_head::PageHead;
use crate::components::status_badge::{badge, label};
use crate::components::time::maybe_time;
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::route::{Record, Route};
use crate::session::{may, use_me, use_reader};
use patternfly_yew::prelude::{Color, Icon};
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::ids::KnowledgeArticleId;
use shared::records::knowledge_article::{
    KnowledgeAction, KnowledgeArticle, KnowledgeEdition, KnowledgeStatus,
};
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`KnowledgePage`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The article.
    pub id: KnowledgeArticleId,
}

/// What can be done now: to publish what readers have already is nothing to do.
fn offered(article: &KnowledgeArticle) -> Vec<KnowledgeAction> {
    let current = article.status == KnowledgeStatus::Published && article.draft.is_none();
    let useful = |action: &KnowledgeAction| !(current && *action == KnowledgeAction::Publish);
    article.available_actions.iter().copied().filter(useful).collect()
}

/// The page of an article.
#[component]
pub fn KnowledgePage(props: &Props) -> Html {
    let l = use_locale();
    let me = use_me();
    let reader = use_reader();
    let id = props.id;
    let loaded = use_load(id, knowledge_article::get);
    let doing = use_state_eq(|| None::<KnowledgeAction>);
    let draft = use_state_eq(|| false);
    let old = use_state(|| None::<Rc<KnowledgeEdition>>);
    let manage = may(&me, Permission::KnowledgeManage);
    let title = loaded
        .data
        .as_ref()
        .map_or_else(|| t!(l, "knowledge-one"), |a| format!("{} {}", a.number, a.text.title));
    let badges = loaded.data.as_ref().map(|a| {
        html! {
            <>
                { badge(a.status, l) }
                { label(Color::Grey, None, a.text.kind.label(l)) }
                { label(Color::Grey, Some(Icon::Users), a.text.audience.label(l)) }
            </>
        }
    });
    let actions = loaded.data.as_ref().filter(|_| manage).map(|a| {
        html! {
            <>
                { for offered(a).into_iter().map(|action| {
                    let doing = doing.setter();
                    let kind = if action == KnowledgeAction::Publish { Kind::Primary } else { Kind::Secondary };
                    html! { <Button label={action.label(l)} {kind} onclick={Callback::from(move |()| doing.set(Some(action)))} /> }
                }) }
                <LinkButton to={Route::Knowledge(Record::Edit(id))} label={t!(l, "page-edit")} icon={Icon::PencilAlt} />
            </>
        }
    });
    let onopen = {
        let old = old.setter();
        Callback::from(move |edition: Option<Rc<KnowledgeEdition>>| old.set(edition))
    };
    let view = async_view(
        &loaded,
        |_| None,
        |a| {
            let toggle = {
                let draft = draft.clone();
                Callback::from(move |()| draft.set(!*draft))
            };
            let leave = onopen.reform(|()| None);
            let shown = match (&*old, &a.draft) {
                (Some(edition), _) => &edition.text,
                (None, Some(changed)) if *draft => changed,
                _ => &a.text,
            };
            html! {
                <div class="sb-split">
                    <div>
                        if let Some(edition) = &*old {
                            <Alert
                                title={t!(l, "knowledge-old", edition = i64::from(edition.edition), date = reader.time(edition.published_at), name = edition.published_by_name.as_str())}
                                actions={html! { <Button label={t!(l, "knowledge-old-leave")} kind={Kind::Link} onclick={leave} /> }}
                            />
                        } else if a.draft.is_some() {
                            <Alert
                                gravity={Gravity::Warning}
                                title={t!(l, "knowledge-draft")}
                                actions={html! {
                                    <Button
                                        label={if *draft { t!(l, "knowledge-draft-hide") } else { t!(l, "knowledge-draft-show") }}
                                        kind={Kind::Link}
                                        onclick={toggle}
                                    />
                                }}
                            >
                                <p>{ t!(l, "knowledge-draft-hint", edition = i64::from(a.edition)) }</p>
                            </Alert>
                        }
                        <Panel title={shown.title.clone()}>
                            <Markdown text={shown.body.clone()} />
                        </Panel>
                        <Files id={a.id} may_change={manage} />
                    </div>
                    <div class="sb-aside">
                        { about(a, l) }
                        <Editions id={a.id} edition={a.edition} open={old.as_ref().map(|e| e.edition)} {onopen} />
                    </div>
                </div>
            }
        },
    );
    let close = {
        let doing = doing.setter();
        Callback::from(move |()| doing.set(None))
    };
    let ondone = {
        let (set, draft) = (loaded.set.clone(), draft.setter());
        Callback::from(move |article| {
            draft.set(false);
            set.emit(article);
        })
    };
    html! {
        <>
            <PageHead
                {title}
                parent={Some((Route::Knowledge(Record::List), AttrValue::from(t!(l, "knowledge-nav"))))}
                badges={badges.unwrap_or_default()}
                actions={actions.unwrap_or_default()}
            />
            { view }
            if let Some((action, article)) = doing.zip(loaded.data.clone()) {
                <Act key={action.as_str()} {action} {article} {ondone} onclose={close} />
            }
        </>
    }
}

fn about(a: &KnowledgeArticle, l: Locale) -> Html {
    let products = (!a.products.is_empty()).then(|| {
        html! { { for a.products.iter().map(|p| html! {
            <p><Link to={Route::Products(Record::One(p.id))}>{ format!("{} {}", p.code, p.name) }</Link></p>
        }) } }
    });
    let faults = (!a.fault_codes.is_empty()).then(|| {
        html! { { for a.fault_codes.iter().map(|f| {
            html! { <p>{ f.label(l) }</p> }
        }) } }
    });
    let edition = match a.edition {
        0 => t!(l, "knowledge-edition-none"),
        n => t!(l, "knowledge-edition-number", edition = i64::from(n)),
    };
    html! {
        <Panel title={t!(l, "knowledge-about")}>
            { facts(vec![
                (t!(l, "knowledge-products"), products),
                (t!(l, "knowledge-fault-codes"), faults),
                (t!(l, "knowledge-edition"), words(Some(edition))),
                (t!(l, "knowledge-published"), maybe_time(a.published_at)),
                (t!(l, "knowledge-published-by"), words(a.published_by_name.as_ref())),
                (t!(l, "knowledge-begun-by"), words(Some(&a.created_by_name))),
            ]) }
        </Panel>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ActProps {
    action: KnowledgeAction,
    article: Rc<KnowledgeArticle>,
    ondone: Callback<KnowledgeArticle>,
    onclose: Callback<()>,
}

#[component]
fn Act(props: &ActProps) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let (action, a) = (props.action, &props.article);
    let (id, version) = (a.id, a.version);
    let done = {
        let (ondone, onclose) = (props.ondone.clone(), props.onclose.clone());
        Callback::from(move |article: KnowledgeArticle| {
            toaster.say(t!(l, "knowledge-done"));
            onclose.emit(());
            ondone.emit(article);
        })
    };
    let deed = use_deed(move |key| knowledge_article::act(id, action, version, key), done);
    let audience = a.draft.as_ref().unwrap_or(&a.text).audience.label(l);
    let (title, hint) = match action {
        KnowledgeAction::Publish => (
            t!(l, "knowledge-publish-ask"),
            t!(l, "knowledge-publish-hint", edition = i64::from(a.edition) + 1, audience = audience),
        ),
        KnowledgeAction::Archive => (t!(l, "knowledge-archive-ask"), t!(l, "knowledge-archive-hint")),
    };
    html! {
        <Confirm {title} label={action.label(l)} {deed} onclose={props.onclose.clone()}>
            <p>{ hint }</p>
        </Confirm>
    }
}
