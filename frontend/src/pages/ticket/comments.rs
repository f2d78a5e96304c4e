//! What was written on a ticket. What stays inside the house looks different from what the customer reads.

use super::canned::{CannedFinder, Gaps};
use crate::api::ticket;
use crate::components::async_view::{async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::caret;
use crate::components::facts::Panel;
use crate::components::field::AreaField;
use crate::components::finder::Finder;
use crate::components::form::{Draft, Values, use_form, use_submit};
use crate::components::many_select::{ManySelect, put_many};
use crate::components::record_form::{Problems, save_key};
use crate::components::status_badge::label;
use crate::components::time::Time;
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::pages::knowledge_article::Mentioning;
use crate::session::{may, use_me};
use crate::unsaved::use_unsaved;
use patternfly_yew::prelude::{Color, Icon};
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::problem::Refusal;
use shared::records::canned_answer::{Placeholder, check_filled};
use shared::records::import::PageQuery;
use shared::records::ticket::{Comment, CommentVisibility, CreateComment, Ticket};
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`Comments`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The ticket.
    pub ticket: Rc<Ticket>,
    /// Grows when something happened to the ticket.
    pub round: u32,
    /// What is to be put into the comment that is being written, each time that it changes.
    pub put_in: Option<(u32, AttrValue)>,
}

fn empty() -> Values {
    let mut values = Values::from([("body".into(), String::new())]);
    put_many(&mut values, "mentions", &[]);
    values
}

fn read(visibility: CommentVisibility, values: &Values) -> Result<CreateComment, Refusal> {
    let mut draft = Draft::new(values);
    let (body, mentions) = (draft.need("body"), draft.many("mentions"));
    draft.finish(body.map(|body| CreateComment { visibility, body, mentions }))
}

/// What was written on a ticket, and a place to write.
#[component]
pub fn Comments(props: &Props) -> Html {
    let l = use_locale();
    let me = use_me();
    let id = props.ticket.id;
    let loaded = use_load((id, props.round), |(id, _)| async move {
        ticket::comments(id, &PageQuery { limit: Some(100), cursor: None }).await
    });
    let view = async_view(
        &loaded,
        |page| {
            page.items.is_empty().then(|| html! { <p class="sb-quiet">{ t!(l, "ticket-no-comments") }</p> })
        },
        |page| {
            html! {
                <>
                    <ul class="sb-comments" role="list">{ for page.items.iter().map(|c| comment(c, l)) }</ul>
                    if page.next_cursor.is_some() {
                        <p class="sb-quiet">{ t!(l, "ticket-comments-more") }</p>
                    }
                </>
            }
        },
    );
    let write = may(&me, Permission::CommentCreate);
    html! {
        <Panel title={t!(l, "ticket-comments")}>
            { view }
            if write {
                <Write
                    ticket={props.ticket.clone()}
                    internal={may(&me, Permission::CommentInternal)}
                    people={may(&me, Permission::UserRead)}
                    canned={may(&me, Permission::CannedAnswerUse)}
                    put_in={props.put_in.clone()}
                    onwritten={loaded.reload.reform(|_: Comment| ())}
                />
            }
        </Panel>
    }
}

fn comment(comment: &Comment, l: Locale) -> Html {
    let internal = comment.visibility == CommentVisibility::Internal;
    html! {
        <li key={comment.id.to_string()} class={classes!("sb-comment", internal.then_some("sb-internal"))}>
            <p class="sb-comment-head">
                <strong>{ &comment.author_name }</strong>
                <span class="sb-quiet">{ &comment.author_organization }</span>
                <span class="sb-quiet"><Time at={comment.created_at} both=true /></span>
                if internal {
                    { label(Color::Orange, Some(Icon::Lock), comment.visibility.label(l)) }
                }
            </p>
            <p class="sb-words"><Mentioning text={comment.body.clone()} /></p>
        </li>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct WriteProps {
    ticket: Rc<Ticket>,
    internal: bool,
    people: bool,
    canned: bool,
    put_in: Option<(u32, AttrValue)>,
    onwritten: Callback<Comment>,
}

#[component]
fn Write(props: &WriteProps) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let id = props.ticket.id;
    let finding = use_state_eq(|| false);
    // What a canned answer left open, once one was put in.
    let gaps = use_state_eq(|| None::<Vec<Placeholder>>);
    // Inside first: what was meant for colleagues must not reach the customer by a slip.
    let visibility =
        use_state_eq(|| if props.internal { CommentVisibility::Internal } else { CommentVisibility::Public });
    let form = use_form(empty);
    use_unsaved(&form);
    {
        // A stroke in the empty comment asks for a canned answer.
        let (edit, finding, canned) = (form.edit.clone(), finding.setter(), props.canned);
        use_effect_with(form.get("body") == "/", move |asked| {
            if *asked && canned {
                edit.emit(("body".into(), String::new()));
                finding.set(true);
            }
        });
    }
    {
        let form = form.clone();
        use_effect_with(props.put_in.clone(), move |words| {
            if let Some((_, words)) = words {
                caret::put_in(&form, "body", words);
            }
        });
    }
    let done = {
        let (reset, onwritten) = (form.reset.clone(), props.onwritten.clone());
        let (gaps, finding) = (gaps.setter(), finding.setter());
        Callback::from(move |comment| {
            gaps.set(None);
            finding.set(false);
            reset.emit(empty());
            toaster.say(t!(l, "ticket-comment-written"));
            onwritten.emit(comment);
        })
    };
    let chosen = *visibility;
    let canned = gaps.is_some();
    let find = {
        let finding = finding.clone();
        Callback::from(move |()| finding.set(!*finding))
    };
    let onclose = {
        let finding = finding.setter();
        Callback::from(move |()| finding.set(false))
    };
    let onput = {
        let gaps = gaps.clone();
        Callback::from(move |more: Vec<Placeholder>| {
            let mut all = gaps.as_ref().cloned().unwrap_or_default();
            all.extend(more);
            all.sort_unstable();
            all.dedup();
            gaps.set(Some(all));
        })
    };
    let submit = use_submit(
        &form,
        move |values| {
            let comment = read(chosen, values)?;
            if canned {
                check_filled(&comment.body)?;
            }
            Ok(comment)
        },
        move |body, key| ticket::create_comment(id, body, key),
        done,
    );
    let onkeydown = save_key(&submit);
    let choice = |value: CommentVisibility, text: String| {
        let visibility = visibility.clone();
        let id = format!("visibility-{value}");
        html! {
            <div class="pf-v6-c-radio">
                <input
                    class="pf-v6-c-radio__input"
                    type="radio"
                    name="visibility"
                    id={id.clone()}
                    checked={*visibility == value}
                    onchange={Callback::from(move |_: Event| visibility.set(value))}
                />
                <label class="pf-v6-c-radio__label" for={id}>{ text }</label>
            </div>
        }
    };
    html! {
        <form class="pf-v6-c-form sb-write" novalidate=true onsubmit={submit.onsubmit()} {onkeydown}>
            <Problems form={form.clone()} />
            <AreaField form={form.clone()} name="body" label={t!(l, "ticket-comment")} lines=3 max=20000 />
            if let Some(missing) = &*gaps {
                <Gaps body={form.get("body").to_owned()} missing={missing.clone()} />
            }
            if props.canned {
                <div>
                    <Button
                        label={t!(l, "canned-use")}
                        icon={Icon::Template}
                        small=true
                        kind={Kind::Secondary}
                        pressed={*finding}
                        title={t!(l, "canned-use-hint")}
                        onclick={find}
                    />
                </div>
                if *finding {
                    <CannedFinder ticket={props.ticket.clone()} form={form.clone()} {onput} {onclose} />
                }
            }
            if props.people {
                <ManySelect form={form.clone()} name="mentions" label={t!(l, "ticket-mentions")} hint={t!(l, "ticket-mentions-hint")} finder={Finder::User(None)} />
            }
            <div class="sb-form-foot">
                if props.internal {
                    <div role="radiogroup" class="sb-boxes" aria-label={t!(l, "ticket-comment-readers")}>
                        { choice(CommentVisibility::Internal, t!(l, "ticket-comment-internal")) }
                        { choice(CommentVisibility::Public, t!(l, "ticket-comment-public")) }
                    </div>
                } else {
                    <span class="sb-quiet">{ t!(l, "ticket-comment-seen") }</span>
                }
                <Button
                    label={if chosen == CommentVisibility::Public { t!(l, "ticket-comment-send") } else { t!(l, "ticket-comment-keep") }}
                    kind={Kind::Secondary}
                    submit=true
                    busy={submit.busy}
                    title={t!(l, "page-save-key")}
                />
            </div>
        </form>
    }
}
