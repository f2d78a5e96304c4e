//! Files of an article: manuals, software packages, each with its checksum.

use crate::api::{Key, knowledge_article};
use crate::browser;
use crate::components::alert::ProblemAlert;
use crate::components::async_view::{async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::confirm::{Confirm, use_deed};
use crate::components::facts::Panel;
use crate::components::field::TextField;
use crate::components::form::{Values, put, use_form};
use crate::components::table::{Row, Table};
use crate::components::time::Time;
use crate::components::toast::use_toaster;
use crate::format;
use crate::i18n::use_locale;
use patternfly_yew::prelude::Icon;
use shared::i18n::Locale;
use shared::ids::KnowledgeArticleId;
use shared::problem::Problem;
use shared::records::knowledge_article::{CreateKnowledgeFile, KnowledgeFile, LARGEST_FILE};
use shared::text::Line;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of [`Files`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The article.
    pub id: KnowledgeArticleId,
    /// Whether the reader may add and remove.
    pub may_change: bool,
}

/// The files of an article.
#[component]
pub(super) fn Files(props: &Props) -> Html {
    let l = use_locale();
    let loaded = use_load(props.id, knowledge_article::files);
    let leaving = use_state(|| None::<KnowledgeFile>);
    let failed = use_state(|| None::<Rc<Problem>>);
    let save = {
        let failed = failed.setter();
        Callback::from(move |file: KnowledgeFile| {
            let failed = failed.clone();
            failed.set(None);
            spawn_local(async move {
                match knowledge_article::content(file.id).await {
                    Ok(bytes) => browser::save(&bytes, &file.name),
                    Err(problem) => failed.set(Some(Rc::new(problem))),
                }
            });
        })
    };
    let remove = {
        let leaving = leaving.setter();
        Callback::from(move |file: KnowledgeFile| leaving.set(Some(file)))
    };
    let onclose = {
        let leaving = leaving.setter();
        Callback::from(move |()| leaving.set(None))
    };
    let columns = vec![
        t!(l, "knowledge-file-name"),
        t!(l, "knowledge-file-label"),
        t!(l, "knowledge-file-size"),
        t!(l, "knowledge-file-checksum"),
        t!(l, "knowledge-file-added"),
        t!(l, "page-actions"),
    ];
    let view = async_view(
        &loaded,
        |page| {
            page.items.is_empty().then(|| html! { <p class="sb-quiet">{ t!(l, "knowledge-files-none") }</p> })
        },
        |page| {
            let rows = page.items.iter().map(|file| row(file, l, &save, &remove)).collect::<Vec<_>>();
            html! {
                <>
                    <Table label={t!(l, "knowledge-files")} columns={columns.clone()} {rows} />
                    if page.next_cursor.is_some() {
                        <p class="sb-quiet">{ t!(l, "knowledge-file-more") }</p>
                    }
                </>
            }
        },
    );
    html! {
        <Panel title={t!(l, "knowledge-files")}>
            if let Some(problem) = &*failed {
                <ProblemAlert problem={problem.clone()} />
            }
            { view }
            if props.may_change {
                <Add id={props.id} onadded={loaded.reload.clone()} />
            }
            if let Some(file) = &*leaving {
                <Remove file={file.clone()} {onclose} onremoved={loaded.reload.clone()} />
            }
        </Panel>
    }
}

fn row(
    file: &KnowledgeFile,
    l: Locale,
    save: &Callback<KnowledgeFile>,
    remove: &Callback<KnowledgeFile>,
) -> Row {
    let with = |deed: &Callback<KnowledgeFile>| {
        let (deed, file) = (deed.clone(), file.clone());
        Callback::from(move |()| deed.emit(file.clone()))
    };
    let name = file.name.as_str();
    Row {
        key: file.id.to_string(),
        to: None,
        cells: vec![
            html! { <span class="sb-subject">{ name }</span> },
            html! { { file.label.clone().unwrap_or_default() } },
            html! { { format::bytes(file.size) } },
            html! { <code class="sb-checksum">{ &file.sha256 }</code> },
            html! { <><Time at={file.created_at} />{ " · " }{ &file.uploaded_by_name }</> },
            html! {
                <span class="sb-keep">
                    <Button label={t!(l, "knowledge-file-save", name = name)} kind={Kind::Plain} icon={Icon::Download} small=true onclick={with(save)} />
                    if file.removable {
                        <Button label={t!(l, "knowledge-file-remove", name = name)} kind={Kind::Plain} icon={Icon::Trash} small=true onclick={with(remove)} />
                    }
                </span>
            },
        ],
    }
}

#[derive(Clone, PartialEq, Properties)]
struct AddProps {
    id: KnowledgeArticleId,
    onadded: Callback<()>,
}

fn nothing() -> Values {
    let mut values = Values::new();
    put(&mut values, "label", None::<String>);
    values
}

#[component]
fn Add(props: &AddProps) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let form = use_form(nothing);
    let chooser = use_node_ref();
    let sending = use_state_eq(|| None::<String>);
    let failed = use_state_eq(|| None::<String>);
    let press = {
        let chooser = chooser.clone();
        Callback::from(move |()| {
            if let Some(input) = chooser.cast::<HtmlInputElement>() {
                input.click();
            }
        })
    };
    let onchange = {
        let (id, onadded, reset) = (props.id, props.onadded.clone(), form.reset.clone());
        let (sending, failed) = (sending.setter(), failed.setter());
        let label = Line::new(form.get("label")).ok();
        Callback::from(move |event: Event| {
            let input = event.target_unchecked_into::<HtmlInputElement>();
            let file = input.files().and_then(|files| files.get(0));
            let Some(file) = file else { return };
            // The same file can be chosen again.
            input.set_value("");
            failed.set(None);
            if file.size() > LARGEST_FILE as f64 {
                let limit = format::bytes(LARGEST_FILE as i64);
                failed.set(Some(t!(l, "knowledge-file-large", limit = limit)));
                return;
            }
            let Ok(name) = Line::new(&file.name()) else { return };
            let what = CreateKnowledgeFile { name, label: label.clone() };
            sending.set(Some(file.name()));
            let (onadded, reset, toaster) = (onadded.clone(), reset.clone(), toaster.clone());
            let (sending, failed) = (sending.clone(), failed.clone());
            spawn_local(async move {
                match knowledge_article::create_file(id, &what, &file, Key::new()).await {
                    Ok(made) => {
                        toaster.say(t!(l, "knowledge-file-sent", name = made.name.as_str()));
                        reset.emit(nothing());
                        onadded.emit(());
                    }
                    Err(problem) => failed.set(Some(problem.detail)),
                }
                sending.set(None);
            });
        })
    };
    html! {
        <div class="pf-v6-c-form sb-write">
            <input ref={chooser} type="file" hidden=true tabindex="-1" data-test="knowledge-file" {onchange} />
            <div class="sb-grid sb-grid-3">
                <TextField form={form.clone()} name="label" label={t!(l, "knowledge-file-label")} hint={t!(l, "knowledge-file-label-hint")} max=60 />
            </div>
            <div>
                <Button label={t!(l, "knowledge-file-add")} icon={Icon::Upload} busy={sending.is_some()} onclick={press} />
            </div>
            <p role="status">
                if let Some(name) = &*sending {
                    { t!(l, "knowledge-file-sending", name = name.as_str()) }
                } else if let Some(why) = &*failed {
                    <span class="sb-failed">{ why }</span>
                }
            </p>
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct RemoveProps {
    file: KnowledgeFile,
    onclose: Callback<()>,
    onremoved: Callback<()>,
}

#[component]
fn Remove(props: &RemoveProps) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let id = props.file.id;
    let done = {
        let (onclose, onremoved) = (props.onclose.clone(), props.onremoved.clone());
        Callback::from(move |()| {
            toaster.say(t!(l, "knowledge-file-removed"));
            onclose.emit(());
            onremoved.emit(());
        })
    };
    let deed = use_deed(move |_| knowledge_article::delete_file(id), done);
    let name = props.file.name.as_str();
    html! {
        <Confirm
            title={t!(l, "knowledge-file-remove-ask")}
            label={t!(l, "knowledge-file-remove", name = name)}
            {deed}
            danger=true
            onclose={props.onclose.clone()}
        >
            <p>{ t!(l, "knowledge-file-remove-hint", name = name) }</p>
        </Confirm>
    }
}
