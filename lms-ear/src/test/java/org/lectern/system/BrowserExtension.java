package org.lectern.system;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands out a {@link Page} in a browser context of the test's own, so that no test sees another's cookies. The page's
 * relative addresses start at the running Lectern. A page of a failed test is saved as a screenshot.
 */
public final class BrowserExtension implements ParameterResolver, AfterTestExecutionCallback {

    private static final Namespace NAMESPACE = Namespace.create(BrowserExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Page.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        RunningLectern lectern = LecternExtension.lectern(context);
        RunningBrowser browser = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(RunningBrowser.class, key -> RunningBrowser.start(), RunningBrowser.class);
        BrowserContext browserContext = browser.newContext(lectern.uri());
        context.getStore(NAMESPACE).put(BrowserContext.class, browserContext);
        return browserContext.newPage();
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        BrowserContext browserContext = context.getStore(NAMESPACE).remove(BrowserContext.class, BrowserContext.class);
        if (browserContext == null) {
            return;
        }
        if (context.getExecutionException().isPresent()) {
            for (Page page : browserContext.pages()) {
                Screenshots.save(
                        page,
                        "failed-" + context.getRequiredTestClass().getSimpleName() + "-"
                                + context.getRequiredTestMethod().getName());
            }
        }
        browserContext.close();
    }
}
