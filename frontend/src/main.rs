//! The page. For now a greeting that shows the pipeline works.

use patternfly_yew::prelude::*;
use yew::prelude::*;

#[component]
fn App() -> Html {
    html! {
        <BackdropViewer>
            <ToastViewer>
                <Page>
                    <PageSection>
                        <Content>
                            <Title size={Size::XXXLarge}>{ "三包 Sanbao" }</Title>
                            <p>{ "售后服务 · After-sales service" }</p>
                        </Content>
                        <Alert inline=true r#type={AlertType::Success} title="WebAssembly">
                            { "The page has started. 页面已打开。" }
                        </Alert>
                        <Button variant={ButtonVariant::Primary} icon={Icon::Bell} label="Hello 你好" />
                    </PageSection>
                </Page>
            </ToastViewer>
        </BackdropViewer>
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
