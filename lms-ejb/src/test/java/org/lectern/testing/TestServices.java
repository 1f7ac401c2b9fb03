package org.lectern.testing;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.lectern.shared.Caller;
import org.lectern.shared.CurrentCaller;
import org.lectern.shared.Problem;

/**
 * Services on a {@link TestDatabase}, wired by their {@code @Inject} points as the container would. Every call has a
 * transaction and a persistence context of its own, which end with it. Roles, validation and interceptors are the
 * container's and are left to its tests; observers of events are not called, but {@link #events()} tells what was fired.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final TestDatabase database = new TestDatabase();
 *
 * @RegisterExtension
 * static final TestServices services = new TestServices(database); // both static
 * }</pre>
 */
public final class TestServices implements AfterEachCallback, AfterAllCallback {

    private final TestDatabase database;
    private final List<Object> events = new ArrayList<>();
    private EntityManagerFactory factory;
    private final AtomicInteger prepared = new AtomicInteger();
    private final Set<String> texts = Collections.synchronizedSet(new LinkedHashSet<>());
    private Caller caller;
    private Set<String> roles = Set.of();
    private final Map<String, String> configuration = new HashMap<>();

    /** @param database where the services work */
    public TestServices(TestDatabase database) {
        this.database = database;
    }

    /**
     * From now on the services are called by somebody.
     *
     * @param somebody null for nobody, as in background work
     * @param having the roles that services may ask for
     */
    public void callAs(Caller somebody, String... having) {
        caller = somebody;
        roles = Set.of(having);
    }

    /** From now on a property has this value where an {@code Optional} of it is wanted. */
    public void configure(String property, String value) {
        configuration.put(property, value);
    }

    /** How many statements were prepared since the last call. */
    public int prepared() {
        texts.clear();
        return prepared.getAndSet(0);
    }

    /** The different statements that were prepared since the last call of {@link #prepared}, as the driver got them. */
    public List<String> preparedTexts() {
        return List.copyOf(texts);
    }

    /** The same, but the statements that its connections prepare are counted. */
    private DataSource counted(DataSource source) {
        return proxy(DataSource.class, source, (any, result) -> {
            return result instanceof Connection connection
                    ? proxy(Connection.class, connection, (arguments, statement) -> {
                        if (statement instanceof PreparedStatement) {
                            prepared.incrementAndGet();
                            texts.add((String) arguments[0]);
                        }
                        return statement;
                    })
                    : result;
        });
    }

    private static <T> T proxy(Class<T> type, T behind, BiFunction<Object[], Object, Object> look) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return look.apply(arguments, method.invoke(behind, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    /** What was fired since the last call. */
    public List<Object> events() {
        var fired = List.copyOf(events);
        events.clear();
        return fired;
    }

    /** Runs something with a service, in a transaction that is rolled back when it throws, and gives its result. */
    public <S, R> R call(Class<S> type, Function<S, R> work) {
        return call(caller, type, work);
    }

    /** {@link #call} by somebody else than the rest of the test; several threads may do so at once. */
    public <S, R> R call(Caller by, Class<S> type, Function<S, R> work) {
        try (var entityManager = factory().createEntityManager()) {
            var transaction = entityManager.getTransaction();
            transaction.begin();
            try {
                var result = work.apply(type.cast(new Wiring(entityManager, by).get(type)));
                transaction.commit();
                return result;
            } catch (Problem refused) {
                if (!refused.rollsBack()) {
                    transaction.commit();
                }
                throw refused;
            } finally {
                if (transaction.isActive()) {
                    transaction.rollback();
                }
            }
        }
    }

    private synchronized EntityManagerFactory factory() {
        if (factory == null) {
            factory = Persistence.createEntityManagerFactory(
                    "lms",
                    Map.of(
                            "jakarta.persistence.transactionType",
                            "RESOURCE_LOCAL",
                            "jakarta.persistence.nonJtaDataSource",
                            counted(database.dataSource()),
                            "hibernate.transaction.jta.platform",
                            "org.hibernate.engine.transaction.jta.platform.internal.NoJtaPlatform"));
        }
        return factory;
    }

    /** {@link #call} of something without a result. */
    public <S> void run(Class<S> type, Consumer<S> work) {
        call(type, service -> {
            work.accept(service);
            return null;
        });
    }

    /** Nobody calls, and nothing was fired, when the next test begins. */
    @Override
    public void afterEach(ExtensionContext context) {
        caller = null;
        roles = Set.of();
        events.clear();
        if (!database.isOfClass()) {
            close();
        }
    }

    /** Lets go of the database before it is dropped: extensions end in the reverse order of their fields. */
    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    private void close() {
        if (factory != null) {
            factory.close();
            factory = null;
        }
    }

    /** The objects of one call. */
    private final class Wiring {

        private final Map<Class<?>, Object> made = new HashMap<>();

        Wiring(EntityManager entityManager, Caller by) {
            made.put(EntityManager.class, entityManager);
            made.put(CurrentCaller.class, new CurrentCaller() {
                @Override
                public Optional<Caller> find() {
                    return Optional.ofNullable(by);
                }

                /** What the test said when it called as somebody; of others what the database has. */
                @Override
                public boolean isIn(String role) {
                    if (Objects.equals(by, caller)) {
                        return roles.contains(role);
                    }
                    return by != null
                            && !entityManager
                                    .createNativeQuery(
                                            "select 1 from person_role where person_id = :person and role = :role")
                                    .setParameter("person", by.personId())
                                    .setParameter("role", role)
                                    .getResultList()
                                    .isEmpty();
                }

                @Override
                public Optional<Long> session() {
                    return Optional.empty();
                }
            });
            made.put(
                    Event.class,
                    Proxy.newProxyInstance(
                            Event.class.getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, arguments) -> {
                                events.add(arguments[0]);
                                return null;
                            }));
            // of what there may be several, there is none
            made.put(
                    Instance.class,
                    Proxy.newProxyInstance(
                            Instance.class.getClassLoader(),
                            new Class<?>[] {Instance.class},
                            (proxy, method, arguments) ->
                                    method.getName().equals("stream") ? Stream.empty() : Collections.emptyIterator()));
        }

        Object get(Class<?> type) {
            var known = made.get(type);
            if (known != null) {
                return known;
            }
            try {
                var constructor = constructor(type.isInterface() ? Class.forName(type.getName() + "_") : type);
                constructor.setAccessible(true);
                var bean = constructor.newInstance(Arrays.stream(constructor.getParameters())
                        .map(parameter -> value(parameter, parameter.getType()))
                        .toArray());
                made.put(type, bean);
                for (var level = type; level != Object.class && level != null; level = level.getSuperclass()) {
                    for (var field : level.getDeclaredFields()) {
                        if (field.isAnnotationPresent(Inject.class)) {
                            field.setAccessible(true);
                            field.set(bean, value(field, field.getType()));
                        }
                    }
                }
                return bean;
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(type + " cannot be wired", e);
            }
        }

        private Constructor<?> constructor(Class<?> type) throws NoSuchMethodException {
            for (var constructor : type.getDeclaredConstructors()) {
                if (constructor.isAnnotationPresent(Inject.class)) {
                    return constructor;
                }
            }
            return type.getDeclaredConstructor();
        }

        /** Nothing is configured in tests: defaults hold. */
        private Object value(AnnotatedElement point, Class<?> type) {
            var property = point.getAnnotation(ConfigProperty.class);
            if (property == null) {
                return get(type);
            }
            if (type == Optional.class) {
                return Optional.ofNullable(configuration.get(property.name()));
            }
            var value = property.defaultValue();
            return type == int.class ? Integer.valueOf(value) : type == boolean.class ? Boolean.valueOf(value) : value;
        }
    }
}
