//! What the forms of all records share: the note of what is wrong, the foot, and keeping what was typed
//! when somebody else was quicker.

use crate::browser;
use crate::components::alert::ProblemAlert;
use crate::components::button::{Button, Kind};
use crate::components::form::{Form, Submit, Values, is_stale};
use crate::components::link::LinkButton;
use crate::components::modal::Modal;
use crate::i18n::use_locale;
use crate::route::Route;
use crate::unsaved::use_unsaved;
use yew::prelude::*;

/// Takes fresh values when the record has changed, and reads it again when the server says that it has.
#[hook]
pub fn use_fresh(form: &Form, version: Option<i32>, fresh: Values, reload: Callback<()>) {
    {
        let rebase = form.rebase.clone();
        use_effect_with(version, move |version| {
            if version.is_some() {
                rebase.emit(fresh);
            }
        });
    }
    use_effect_with(is_stale(form.problem.as_ref()), move |stale| {
        if *stale {
            reload.emit(());
        }
    });
}

/// Properties of [`Problems`].
#[derive(Clone, PartialEq, Properties)]
pub struct ProblemsProps {
    /// The form.
    pub form: Form,
}

/// What is wrong with a form as a whole.
#[component]
pub fn Problems(props: &ProblemsProps) -> Html {
    let l = use_locale();
    let Some(problem) = &props.form.problem else { return html! {} };
    html! {
        <div data-problem="true" tabindex="-1">
            <ProblemAlert problem={problem.clone()} shown={props.form.pointers()} />
            if is_stale(Some(problem)) {
                <p class="sb-quiet">{ t!(l, "page-stale-kept") }</p>
            }
        </div>
    }
}

/// Properties of [`FormFrame`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The form.
    pub form: Form,
    /// Its sending.
    pub submit: Submit,
    /// Where "cancel" leads.
    pub cancel: Route,
    /// What the button says; "save" by default.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// The fields.
    pub children: Html,
}

/// A form that fills a page. Ctrl+Enter saves.
#[component]
pub fn FormFrame(props: &Props) -> Html {
    let l = use_locale();
    use_unsaved(&props.form);
    let onkeydown = save_key(&props.submit);
    let label = props.label.clone().unwrap_or_else(|| t!(l, "page-save").into());
    html! {
        <form class="pf-v6-c-form sb-intake" novalidate=true onsubmit={props.submit.onsubmit()} {onkeydown}>
            <Problems form={props.form.clone()} />
            { props.children.clone() }
            <div class="sb-form-foot sb-sticky-foot">
                <Button {label} kind={Kind::Primary} submit=true busy={props.submit.busy} title={t!(l, "page-save-key")} />
                <LinkButton to={props.cancel} label={t!(l, "page-cancel")} kind={Kind::Link} />
                <span class="sb-quiet sb-wide-only">{ t!(l, "page-save-key") }</span>
            </div>
        </form>
    }
}

/// Ctrl+Enter sends the form.
pub fn save_key(submit: &Submit) -> Callback<KeyboardEvent> {
    let send = submit.send.clone();
    Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            send.emit(());
        }
    })
}

/// Properties of [`FormModal`].
#[derive(Clone, PartialEq, Properties)]
pub struct ModalProps {
    /// What it is about.
    pub title: AttrValue,
    /// The form.
    pub form: Form,
    /// Its sending.
    pub submit: Submit,
    /// Closes the dialogue.
    pub onclose: Callback<()>,
    /// What the button says; "save" by default.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// It cannot be undone.
    #[prop_or_default]
    pub danger: bool,
    /// The fields.
    #[prop_or_default]
    pub children: Html,
}

/// A form in a dialogue. Ctrl+Enter saves; closing it asks first when something typed would be lost.
#[component]
pub fn FormModal(props: &ModalProps) -> Html {
    let l = use_locale();
    let unsaved = use_unsaved(&props.form);
    let asking = use_state_eq(|| false);
    let onclose = {
        let (asking, close) = (asking.setter(), props.onclose.clone());
        Callback::from(move |()| if unsaved { asking.set(true) } else { close.emit(()) })
    };
    use_effect_with(*asking, |asking| {
        if *asking {
            browser::focus(".sb-stay");
        }
    });
    let stay = {
        let asking = asking.setter();
        Callback::from(move |()| asking.set(false))
    };
    let onkeydown = save_key(&props.submit);
    let label = props.label.clone().unwrap_or_else(|| t!(l, "page-save").into());
    let kind = if props.danger { Kind::Danger } else { Kind::Primary };
    // With keys, or the button just pressed would become the one that sends, while the browser still works on the press.
    let footer = if *asking && unsaved {
        html! {
            <>
                <p key="ask" class="sb-modal-ask" role="alert">{ t!(l, "page-unsaved-hint") }</p>
                <Button key="stay" label={t!(l, "page-unsaved-stay")} kind={Kind::Primary} class="sb-stay" onclick={stay} />
                <Button key="leave" label={t!(l, "page-unsaved-leave")} kind={Kind::Danger} onclick={props.onclose.clone()} />
            </>
        }
    } else {
        html! {
            <>
                <Button key="send" {label} {kind} submit=true form="modal-form" busy={props.submit.busy} title={t!(l, "page-save-key")} />
                <Button key="cancel" label={t!(l, "page-cancel")} kind={Kind::Link} onclick={onclose.clone()} />
            </>
        }
    };
    html! {
        // Around all of it: the keys also work where no field has the focus.
        <div class="sb-contents" {onkeydown}>
        <Modal title={props.title.clone()} wide=true {onclose} {footer}>
            <form id="modal-form" class="pf-v6-c-form" novalidate=true onsubmit={props.submit.onsubmit()}>
                <Problems form={props.form.clone()} />
                { props.children.clone() }
            </form>
        </Modal>
        </div>
    }
}
