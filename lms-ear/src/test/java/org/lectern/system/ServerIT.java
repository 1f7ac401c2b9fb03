package org.lectern.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

@SystemTest
class ServerIT {

    @Test
    void startedServerIsReady(RunningLectern lectern) {
        Answer answer = lectern.anonymous().get("health/ready");

        assertEquals(200, answer.status());
        assertEquals("UP", answer.json().get("status").asText());
    }

    @Test
    void unknownAddressIsAProblem(RunningLectern lectern) {
        Answer answer = lectern.anonymous().get("api/no-such-thing");

        assertEquals(404, answer.status());
        assertEquals("application/problem+json", answer.mediaType());
        assertEquals(
                "https://lectern.org/problems/not-found",
                answer.json().get("type").asText());
    }
}
