package org.lectern.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** A teacher who takes one register after the other, each for the first time until none is left. */
final class RegisterClient implements Bench.Client {

    private final Http http;
    private final String token;
    private final List<BenchSchool.Lesson> lessons;
    private int next;

    RegisterClient(Http http, String token, List<BenchSchool.Lesson> lessons) {
        this.http = http;
        this.token = token;
        this.lessons = lessons;
    }

    @Override
    public void request() throws IOException {
        var lesson = lessons.get(next % lessons.size());
        next++;
        http.postRegister(body(lesson), token, lesson.version(), UUID.randomUUID().toString());
        lesson.step();
    }

    private static byte[] body(BenchSchool.Lesson lesson) {
        var text = new StringBuilder(2000).append("{\"lessonId\":").append(lesson.id()).append(",\"marks\":[");
        for (int i = 0; i < lesson.students().length; i++) {
            text.append(i == 0 ? "" : ",")
                    .append("{\"studentId\":")
                    .append(lesson.students()[i])
                    .append(",\"code\":\"")
                    .append(lesson.code(i))
                    .append("\"}");
        }
        return text.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }
}
