//! Writing an article, with a preview beside it.

use crate::api::knowledge_article;
use crate::components::async_view::{async_view, use_load};
use crate::components::facts::Panel;
use crate::components::field::{AreaField, ChoiceField, TextField};
use crate::components::finder::Finder;
use crate::components::form::{Draft, Values, put, use_form, use_submit};
use crate::components::many_select::{ManySelect, put_many};
use crate::components::markdown::Markdown;
use crate::components::page_head::PageHead;
use crate::components::record_form::{FormFrame, use_fresh};
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::route::{self, Record, Route};
use shared::i18n::Locale;
use shared::ids::KnowledgeArticleId;
use shared::problem::Refusal;
use shared::records::knowledge_article::{
    KnowledgeArticle, KnowledgeArticleInput, KnowledgeAudience, KnowledgeKind,
};
use std::rc::Rc;
use yew::prelude::*;

/// What the form begins with: what is being changed already, else what readers have.
fn values(article: Option<&KnowledgeArticle>, l: Locale) -> Values {
    let mut values = Values::new();
    let v = &mut values;
    let text = article.map(|a| a.draft.as_ref().unwrap_or(&a.text));
    put(v, "title", text.map(|t| &t.title));
    put(v, "body", text.map(|t| &t.body));
    put(v, "kind", Some(text.map_or(KnowledgeKind::Faq, |t| t.kind)));
    // Inside first: what was not meant for others must not reach them by a slip.
    put(v, "audience", Some(text.map_or(KnowledgeAudience::Internal, |t| t.audience)));
    let products: Vec<_> = article
        .into_iter()
        .flat_map(|a| &a.products)
        .map(|p| (p.id.to_string(), format!("{} {}", p.code, p.name)))
        .collect();
    let faults: Vec<_> =
        article.into_iter().flat_map(|a| &a.fault_codes).map(|f| (f.id.to_string(), f.label(l))).collect();
    put_many(v, "product_ids", &products);
    put_many(v, "fault_code_ids", &faults);
    values
}

fn read(values: &Values) -> Result<KnowledgeArticleInput, Refusal> {
    let mut d = Draft::new(values);
    let (title, body, kind, audience) = (d.need("title"), d.need("body"), d.need("kind"), d.need("audience"));
    let (product_ids, fault_code_ids) = (d.many("product_ids"), d.many("fault_code_ids"));
    let built = title.zip(body).zip(kind).zip(audience).map(|(((title, body), kind), audience)| {
        KnowledgeArticleInput { title, body, kind, audience, product_ids, fault_code_ids }
    });
    let input = d.finish(built)?;
    input.check()?;
    Ok(input)
}

/// A new article.
#[component]
pub fn KnowledgeNew() -> Html {
    let l = use_locale();
    html! {
        <>
            <PageHead
                title={t!(l, "knowledge-new")}
                parent={Some((Route::Knowledge(Record::List), AttrValue::from(t!(l, "knowledge-nav"))))}
            />
            <KnowledgeForm />
        </>
    }
}

/// Properties of [`KnowledgeEdit`].
#[derive(Clone, PartialEq, Properties)]
pub struct EditProps {
    /// The article.
    pub id: KnowledgeArticleId,
}

/// Changing an article.
#[component]
pub fn KnowledgeEdit(props: &EditProps) -> Html {
    let l = use_locale();
    let loaded = use_load(props.id, knowledge_article::get);
    let reload = loaded.reload.clone();
    let parent = loaded.data.as_ref().map_or_else(|| t!(l, "knowledge-one"), |a| a.number.clone());
    html! {
        <>
            <PageHead
                title={t!(l, "knowledge-edit")}
                parent={Some((Route::Knowledge(Record::One(props.id)), AttrValue::from(parent)))}
            />
            { async_view(&loaded, |_| None, |a| html! { <KnowledgeForm article={a.clone()} {reload} /> }) }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    #[prop_or_default]
    article: Option<Rc<KnowledgeArticle>>,
    #[prop_or_default]
    reload: Callback<()>,
}

#[component]
fn KnowledgeForm(props: &Props) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let article = props.article.as_deref();
    let at = article.map(|a| (a.id, a.version));
    let form = use_form(|| values(article, l));
    use_fresh(&form, at.map(|(_, v)| v), values(article, l), props.reload.clone());
    let done = Callback::from(move |article: KnowledgeArticle| {
        toaster.say(t!(l, "page-saved"));
        route::go(Route::Knowledge(Record::One(article.id)));
    });
    let submit = use_submit(
        &form,
        read,
        move |body, key| async move {
            match at {
                Some((id, version)) => knowledge_article::update(id, body, version).await,
                None => knowledge_article::create(body, key).await,
            }
        },
        done,
    );
    let cancel = Route::Knowledge(at.map_or(Record::List, |(id, _)| Record::One(id)));
    html! {
        <FormFrame form={form.clone()} {submit} {cancel}>
            <fieldset class="sb-fieldset">
                <legend>{ t!(l, "knowledge-one") }</legend>
                <TextField form={form.clone()} name="title" label={t!(l, "knowledge-title")} required=true max=200 autofocus=true />
                <div class="sb-grid sb-grid-3">
                    <ChoiceField form={form.clone()} name="kind" label={t!(l, "knowledge-kind")} choices={choices!(KnowledgeKind, l)} />
                    <ChoiceField form={form.clone()} name="audience" label={t!(l, "knowledge-audience")} hint={t!(l, "knowledge-audience-hint")} choices={choices!(KnowledgeAudience, l)} />
                </div>
            </fieldset>
            <fieldset class="sb-fieldset">
                <legend>{ t!(l, "knowledge-about") }</legend>
                <div class="sb-grid sb-grid-3">
                    <ManySelect form={form.clone()} name="product_ids" label={t!(l, "knowledge-products")} finder={Finder::Product} />
                    <ManySelect form={form.clone()} name="fault_code_ids" label={t!(l, "knowledge-fault-codes")} finder={Finder::FaultCode(l)} />
                </div>
            </fieldset>
            <div class="sb-beside">
                <fieldset class="sb-fieldset">
                    <legend>{ t!(l, "knowledge-body") }</legend>
                    <AreaField form={form.clone()} name="body" label={t!(l, "knowledge-body")} hint={t!(l, "knowledge-body-hint")} required=true lines=18 max=100000 />
                </fieldset>
                <Panel title={t!(l, "knowledge-preview")}>
                    <Markdown text={form.get("body").to_owned()} />
                </Panel>
            </div>
        </FormFrame>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_article_is_for_the_house_until_somebody_says_otherwise() {
        let mut v = values(None, Locale::ZhCn);
        assert_eq!(read(&v).unwrap_err().fields.len(), 2);
        put(&mut v, "title", Some("门机异响"));
        put(&mut v, "body", Some("检查皮带"));
        let id = "01933f6e-0000-7000-8000-000000000001";
        put_many(&mut v, "fault_code_ids", &[(id.into(), "DR-03".into())]);
        let input = read(&v).unwrap();
        assert_eq!((input.audience, input.fault_code_ids.len()), (KnowledgeAudience::Internal, 1));
    }
}
