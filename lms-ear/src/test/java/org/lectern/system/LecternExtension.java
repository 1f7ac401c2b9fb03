package org.lectern.system;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands out the one {@link RunningLectern} of this JVM, and the one {@link SecondServer} beside it; JUnit stops them when
 * all tests are done.
 */
public final class LecternExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(LecternExtension.class);

    /** The running Lectern, started by the first caller. */
    public static RunningLectern lectern(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(RunningLectern.class, key -> RunningLectern.start(), RunningLectern.class);
    }

    private static SecondServer secondServer(ExtensionContext context) {
        RunningLectern first = lectern(context);
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(SecondServer.class, key -> SecondServer.beside(first), SecondServer.class);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == RunningLectern.class || type == SecondServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == SecondServer.class ? secondServer(context) : lectern(context);
    }
}
