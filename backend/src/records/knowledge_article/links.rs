//! Models and fault codes that articles are about.

use crate::error::Failure;
use crate::schema::{fault_codes, knowledge_fault_codes, knowledge_products, products};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::ids::{FaultCodeId, KnowledgeArticleId, ProductId};
use shared::problem::{Checker, FieldProblem};
use shared::records::fault_code::FaultName;
use shared::records::knowledge_article::{KnowledgeArticleInput, KnowledgeProduct};
use std::collections::HashMap;

/// The models that each of these articles is about, by code.
pub(super) fn products_of(
    c: &mut PgConnection,
    ids: &[KnowledgeArticleId],
) -> Result<HashMap<KnowledgeArticleId, Vec<KnowledgeProduct>>, Failure> {
    let rows: Vec<(KnowledgeArticleId, ProductId, String, String)> = knowledge_products::table
        .inner_join(products::table)
        .filter(knowledge_products::article_id.eq_any(ids))
        .order((products::code.asc(), products::id.asc()))
        .select((knowledge_products::article_id, products::id, products::code, products::name))
        .load(c)?;
    let mut all: HashMap<_, Vec<_>> = HashMap::new();
    for (article, id, code, name) in rows {
        all.entry(article).or_default().push(KnowledgeProduct { id, code, name });
    }
    Ok(all)
}

/// The fault codes that each of these articles is about, by code.
pub(super) fn fault_codes_of(
    c: &mut PgConnection,
    ids: &[KnowledgeArticleId],
) -> Result<HashMap<KnowledgeArticleId, Vec<FaultName>>, Failure> {
    type Found = (KnowledgeArticleId, FaultCodeId, String, String, String);
    let rows: Vec<Found> = knowledge_fault_codes::table
        .inner_join(fault_codes::table)
        .filter(knowledge_fault_codes::article_id.eq_any(ids))
        .order((fault_codes::code.asc(), fault_codes::id.asc()))
        .select((
            knowledge_fault_codes::article_id,
            fault_codes::id,
            fault_codes::code,
            fault_codes::name_zh,
            fault_codes::name_en,
        ))
        .load(c)?;
    let mut all: HashMap<_, Vec<_>> = HashMap::new();
    for (article, id, code, name_zh, name_en) in rows {
        all.entry(article).or_default().push(FaultName { id, code, name_zh, name_en });
    }
    Ok(all)
}

/// Links an article to what its input names and to nothing else.
pub(super) fn replace(
    c: &mut PgConnection,
    article: KnowledgeArticleId,
    input: &KnowledgeArticleInput,
) -> Result<(), Failure> {
    let models: Vec<ProductId> =
        products::table.filter(products::id.eq_any(&input.product_ids)).select(products::id).load(c)?;
    let faults: Vec<FaultCodeId> = fault_codes::table
        .filter(fault_codes::id.eq_any(&input.fault_code_ids))
        .select(fault_codes::id)
        .load(c)?;
    let mut check = Checker::default();
    for (i, id) in input.product_ids.iter().enumerate() {
        check.check(models.contains(id), &format!("/product_ids/{i}"), FieldProblem::NoSuchRecord);
    }
    for (i, id) in input.fault_code_ids.iter().enumerate() {
        check.check(faults.contains(id), &format!("/fault_code_ids/{i}"), FieldProblem::NoSuchRecord);
    }
    check.finish()?;
    diesel::delete(knowledge_products::table.filter(knowledge_products::article_id.eq(article)))
        .execute(c)?;
    diesel::delete(knowledge_fault_codes::table.filter(knowledge_fault_codes::article_id.eq(article)))
        .execute(c)?;
    let rows: Vec<_> = models
        .iter()
        .map(|id| (knowledge_products::article_id.eq(article), knowledge_products::product_id.eq(id)))
        .collect();
    diesel::insert_into(knowledge_products::table).values(rows).execute(c)?;
    let rows: Vec<_> = faults
        .iter()
        .map(|id| {
            (knowledge_fault_codes::article_id.eq(article), knowledge_fault_codes::fault_code_id.eq(id))
        })
        .collect();
    diesel::insert_into(knowledge_fault_codes::table).values(rows).execute(c)?;
    Ok(())
}
