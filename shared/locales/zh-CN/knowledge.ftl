permission-canned_answer-use = 使用常用回复
permission-canned_answer-manage = 维护公司常用回复

field-placeholder_unknown = 没有占位符“{ $name }”。可用的有：{ $known }。
field-gap_left = “____”处还没有填写，请补上或删去。

placeholder-ticket-number = 工单号
placeholder-ticket-subject = 主题
placeholder-customer-name = 客户
placeholder-contact-name = 联系人
placeholder-unit-serial = 出厂编号
placeholder-product-name = 产品型号
placeholder-site-name = 使用地点
placeholder-dealer-name = 经销商
placeholder-assignee-name = 处理人
placeholder-team-name = 小组
placeholder-solution = 解决方案
placeholder-due_at = 下一到期时间
placeholder-me-name = 本人姓名

permission-knowledge-read = 查看知识库
permission-knowledge-manage = 编写与发布知识库文章

search_kind-knowledge_article = 知识库

knowledge_kind-faq = 常见问题
knowledge_kind-manual = 手册
knowledge_kind-bulletin = 技术通报
knowledge_kind-software = 软件

knowledge_audience-internal = 仅公司内部
knowledge_audience-dealer = 经销商与服务站
knowledge_audience-public = 所有人

knowledge_status-draft = 草稿
knowledge_status-published = 已发布
knowledge_status-archived = 已归档

knowledge_action-publish = 发布
knowledge_action-archive = 归档

knowledge_reason-fault_code = 故障代码相同：{ $code }
knowledge_reason-product = 产品型号相同：{ $code }
knowledge_reason-words = 标题含“{ $words }”

field-article_internal = { $number } 未对经销商或公众发布，公开评论中不能引用。
permission-checklist-use = 使用检查清单
permission-checklist-manage = 维护公司检查清单
field-checks_open = 检查清单还有 { $count } 项必做步骤未完成，请先完成，或从工单移除。
