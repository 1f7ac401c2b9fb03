package org.lectern.system;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands out the one {@link RunningLectern} of this JVM, which ends with it, and the one {@link SecondServer} beside it.
 * What JUnit keeps for a whole run would live for one class only: a JVM that shares the classes with another is handed
 * them one by one, as runs of their own.
 */
public final class LecternExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(LecternExtension.class);

    private static RunningLectern first;

    /** The running Lectern, started by the first caller. */
    public static synchronized RunningLectern lectern() {
        if (first == null) {
            first = RunningLectern.start();
            Runtime.getRuntime().addShutdownHook(new Thread(first::close, "lectern-end"));
        }
        return first;
    }

    private static SecondServer secondServer(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(SecondServer.class, key -> SecondServer.beside(lectern()), SecondServer.class);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == RunningLectern.class || type == SecondServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == SecondServer.class ? secondServer(context) : lectern();
    }
}
