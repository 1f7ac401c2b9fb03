package org.lectern.system;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands out each {@link Page} in a browser context of its own, so that no test sees another's cookies, and a test with
 * two pages has two people at two devices. The page's relative addresses start at the running Lectern. The pages of a
 * failed test are saved as screenshots.
 */
public final class BrowserExtension implements ParameterResolver, AfterTestExecutionCallback {

    private static final Namespace NAMESPACE = Namespace.create(BrowserExtension.class);

    /** The contexts of one test. */
    private static final class Contexts extends ArrayList<BrowserContext> {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Page.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        RunningLectern lectern = LecternExtension.lectern();
        RunningBrowser browser = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(RunningBrowser.class, key -> RunningBrowser.start(), RunningBrowser.class);
        BrowserContext browserContext = browser.newContext(lectern.uri());
        context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(Contexts.class, key -> new Contexts(), Contexts.class)
                .add(browserContext);
        return browserContext.newPage();
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        List<BrowserContext> contexts = context.getStore(NAMESPACE).remove(Contexts.class, Contexts.class);
        if (contexts == null) {
            return;
        }
        int number = 0;
        for (BrowserContext browserContext : contexts) {
            for (Page page : browserContext.pages()) {
                number++;
                if (context.getExecutionException().isPresent()) {
                    Screenshots.save(
                            page,
                            "failed-" + context.getRequiredTestClass().getSimpleName() + "-"
                                    + context.getRequiredTestMethod().getName() + "-" + number);
                }
            }
            browserContext.close();
        }
    }
}
