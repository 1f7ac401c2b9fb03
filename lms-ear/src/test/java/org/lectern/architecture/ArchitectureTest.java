package org.lectern.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.is;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.LocationProvider;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The layers of Lectern, kept by looking at the classes of all modules as they were just compiled. */
@AnalyzeClasses(locations = ArchitectureTest.Modules.class)
class ArchitectureTest {

    /** Where the modules' classes are; the archives are no libraries, so the class path does not have them. */
    static final class Modules implements LocationProvider {

        @Override
        public Set<Location> get(Class<?> testClass) {
            var home = Path.of(System.getProperty("lectern.home", ".."));
            return Stream.of("lms-ejb", "lms-rest", "lms-web", "lms-ear")
                    .map(module -> Location.of(home.resolve(module).resolve("target/classes")))
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    private static final String ENTITY = "jakarta.persistence.Entity";
    private static final String RESOURCE = "jakarta.ws.rs.Path";
    private static final String EXCEPTION_MAPPER = "jakarta.ws.rs.ext.ExceptionMapper";

    private static final List<String> SESSION_BEANS =
            List.of("jakarta.ejb.Stateless", "jakarta.ejb.Singleton", "jakarta.ejb.Stateful");

    private static final List<String> ROLE_RULES = List.of(
            "jakarta.annotation.security.RolesAllowed",
            "jakarta.annotation.security.PermitAll",
            "jakarta.annotation.security.DenyAll");

    /** Methods that only the container calls, and no caller's role can be asked for. */
    private static final List<String> LIFE_CYCLE = List.of(
            "jakarta.annotation.PostConstruct",
            "jakarta.annotation.PreDestroy",
            "jakarta.ejb.Schedule",
            "jakarta.ejb.Schedules",
            "jakarta.ejb.Timeout",
            "jakarta.interceptor.AroundInvoke");

    private static final List<String> RESOURCE_PACKAGES = List.of(
            "org.lectern.rest",
            "org.lectern.rest.admin",
            "org.lectern.rest.auth",
            "org.lectern.rest.student",
            "org.lectern.rest.teacher");

    /** Without it a rule about nothing would hold. */
    @ArchTest
    static void everyModuleIsLookedAt(JavaClasses classes) {
        for (var type : List.of(
                "org.lectern.shared.Problem",
                "org.lectern.rest.LecternApplication",
                "org.lectern.web.shell.LoginBean",
                "org.lectern.runner.Main")) {
            if (!classes.contain(type)) {
                throw new AssertionError(type + " is not among the classes: build all modules first");
            }
        }
    }

    @ArchTest
    static final ArchRule persistenceStaysInTheEjbModule = noClasses()
            .that(resideInAnyOf("org.lectern.rest..", "org.lectern.web..", "org.lectern.runner.."))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "org.hibernate..");

    @ArchTest
    static final ArchRule noEntityInTheSignatureOfAResource = classes()
            .that(are(annotatedWithAnyOf(List.of(RESOURCE))))
            .should(new ArchCondition<>("have no entity among what their methods take and give") {
                @Override
                public void check(JavaClass resource, ConditionEvents events) {
                    resource.getMethods().stream()
                            .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                            .forEach(method -> entities(method)
                                    .forEach(entity -> events.add(SimpleConditionEvent.violated(
                                            method, method.getFullName() + " takes or gives " + entity.getName()))));
                }
            });

    @ArchTest
    static final ArchRule entitiesStayInTheEjbModule = noClasses()
            .that(resideInAnyOf("org.lectern.rest..", "org.lectern.web.."))
            .should()
            .dependOnClassesThat(are(annotatedWithAnyOf(List.of(ENTITY))));

    @ArchTest
    static final ArchRule everyMethodOfAServiceHasItsRoleRule = classes()
            .that(are(annotatedWithAnyOf(SESSION_BEANS)))
            .should(new ArchCondition<>("say on each public method, or on the class, which roles may call it") {
                @Override
                public void check(JavaClass service, ConditionEvents events) {
                    if (annotatedWithAnyOf(ROLE_RULES).test(service)) {
                        return;
                    }
                    Stream.concat(service.getMethods().stream(), inherited(service))
                            .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                            .filter(method -> !method.getModifiers().contains(JavaModifier.STATIC))
                            .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
                            .filter(method -> !annotatedWithAnyOf(LIFE_CYCLE).test(method))
                            .filter(method -> !annotatedWithAnyOf(ROLE_RULES).test(method))
                            .forEach(method -> events.add(SimpleConditionEvent.violated(
                                    method, method.getFullName() + " may be called by anybody")));
                }
            });

    @ArchTest
    static final ArchRule featuresHaveNoCycles =
            slices().matching("org.lectern.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule areasOfTheConsoleHaveNoCycles =
            slices().matching("org.lectern.web.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule whatIsSharedKnowsNoFeature = noClasses()
            .that()
            .resideInAPackage("org.lectern.shared..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.lectern..")
                    .and(DescribedPredicate.not(resideInAPackage("org.lectern.shared.."))));

    @ArchTest
    static final ArchRule domainDoesNotKnowHowItIsShown = noClasses()
            .that(DescribedPredicate.not(resideInAnyOf("org.lectern.rest..", "org.lectern.web..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.lectern.rest..", "org.lectern.web..", "jakarta.ws.rs..", "jakarta.faces..");

    @ArchTest
    static final ArchRule transactionsBeginInServices = noClasses()
            .that(resideInAnyOf("org.lectern.rest..", "org.lectern.web.."))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.transaction..", "javax.sql..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching(
                    "jakarta\\.ejb\\.(Stateless|Stateful|Singleton|MessageDriven|TransactionAttribute|TransactionManagement)");

    @ArchTest
    static final ArchRule rolesAreAskedForInServices = noClasses()
            .that(resideInAnyOf("org.lectern.rest..", "org.lectern.web.."))
            .should()
            .dependOnClassesThat()
            .haveNameMatching("jakarta\\.annotation\\.security\\.(RolesAllowed|PermitAll|DenyAll|RunAs)");

    @ArchTest
    static final ArchRule namesTellNoPattern = noClasses()
            .that(is(DescribedPredicate.not(JavaClass.Predicates.assignableTo(EXCEPTION_MAPPER))
                    .as("not an ExceptionMapper")))
            .should()
            .haveNameMatching(".*(Impl|Dto|DTO|Mapper|Facade|Dao|DAO|Repository)")
            .because("a class is named after what it does in the school, or for the server");

    @ArchTest
    static final ArchRule resourcesLiveWithTheRoleTheyServe = classes()
            .that(are(annotatedWithAnyOf(List.of(RESOURCE))))
            .should()
            .resideInAnyPackage(RESOURCE_PACKAGES.toArray(String[]::new))
            .andShould()
            .haveSimpleNameEndingWith("Resource");

    private static DescribedPredicate<JavaClass> resideInAnyOf(String... packages) {
        return JavaClass.Predicates.resideInAnyPackage(packages);
    }

    private static DescribedPredicate<CanBeAnnotated> annotatedWithAnyOf(List<String> annotations) {
        return new DescribedPredicate<>("annotated with one of " + annotations) {
            @Override
            public boolean test(CanBeAnnotated element) {
                return annotations.stream().anyMatch(element::isAnnotatedWith);
            }
        };
    }

    private static Stream<JavaMethod> inherited(JavaClass service) {
        return service.getAllRawSuperclasses().stream()
                .filter(type -> type.getPackageName().startsWith("org.lectern"))
                .flatMap(type -> type.getMethods().stream());
    }

    /** Entities in a signature, also as type arguments and inside of the records it names. */
    private static Set<JavaClass> entities(JavaMethod method) {
        var seen = new HashSet<JavaClass>();
        var open = new ArrayDeque<JavaClass>(method.getReturnType().getAllInvolvedRawTypes());
        method.getParameterTypes().forEach(type -> open.addAll(type.getAllInvolvedRawTypes()));
        while (!open.isEmpty()) {
            var type = open.pop().getBaseComponentType();
            if (type.getPackageName().startsWith("org.lectern") && seen.add(type)) {
                type.getFields().forEach(field -> open.addAll(field.getType().getAllInvolvedRawTypes()));
            }
        }
        return seen.stream().filter(annotatedWith(ENTITY)).collect(Collectors.toUnmodifiableSet());
    }
}
