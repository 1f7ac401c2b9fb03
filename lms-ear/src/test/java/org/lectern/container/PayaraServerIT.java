package org.lectern.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lectern.system.Answer;
import org.lectern.system.Client;

/** The archive as it is built, on a Payara Server as an institution has one. */
class PayaraServerIT {

    @RegisterExtension
    @Order(1)
    static final PayaraServerExtension PAYARA = new PayaraServerExtension();

    @RegisterExtension
    @Order(2)
    static final ArquillianExtension ARQUILLIAN = new ArquillianExtension();

    private static Answer first;
    private static Answer second;

    @Deployment(testable = false)
    static EnterpriseArchive lms() {
        return ShrinkWrap.createFromZipFile(EnterpriseArchive.class, new File(System.getProperty("lectern.ear")));
    }

    /**
     * The first requests after the deployment: an API that starts lazily has let exactly those through. The student
     * signed in on the other server, because signing in here would come first.
     */
    @BeforeAll
    static void sendFirstRequests() {
        String token = PAYARA.micro().login("student").token();
        Client client = PAYARA.client();
        first = client.get("api/teacher/lessons");
        second = client.withToken(token).get("api/admin/people");
    }

    @Test
    void firstRequestWithoutTokenIsRefused() {
        assertProblem(401, "https://lectern.org/problems/unauthenticated", first);
    }

    @Test
    void firstRequestInAnotherRoleIsRefused() {
        assertProblem(403, "https://lectern.org/problems/forbidden", second);
    }

    @Test
    void studentWhoSignedInHereIsRefusedWhatAdministratorsMay() {
        Answer answer = PAYARA.client().login("student", "lectern-demo").get("api/admin/people");

        assertProblem(403, "https://lectern.org/problems/forbidden", answer);
    }

    @Test
    void teacherSeesLessons() {
        Answer answer = PAYARA.client().login("teacher", "lectern-demo").get("api/teacher/lessons");

        assertEquals(200, answer.status(), answer::toString);
        assertEquals("application/json", answer.mediaType());
        assertTrue(answer.json().get("items").isArray(), answer::toString);
    }

    @Test
    void consoleAsksWhoItIs() {
        Answer answer = PAYARA.client().get("admin/index.xhtml");

        assertEquals(302, answer.status(), answer::toString);
        assertTrue(
                answer.header("Location").endsWith("/admin/login.xhtml?from=%2Fadmin%2Findex.xhtml"), answer::toString);
    }

    @Test
    void unknownAddressIsTheSameProblemAsOnMicro() {
        Answer server = PAYARA.client().get("api/no-such-thing");
        Answer micro = PAYARA.micro().anonymous().get("api/no-such-thing");

        assertProblem(404, "https://lectern.org/problems/not-found", server);
        assertEquals(micro.body(), server.body());
    }

    private static void assertProblem(int status, String type, Answer answer) {
        assertEquals(status, answer.status(), answer::toString);
        assertEquals("application/problem+json", answer.mediaType());
        assertEquals(type, answer.json().get("type").asText());
        assertEquals(status, answer.json().get("status").asInt());
    }
}
