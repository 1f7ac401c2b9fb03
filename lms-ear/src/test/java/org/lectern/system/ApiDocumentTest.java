package org.lectern.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.lectern.system.ApiDocument.Operation;

/** The OpenAPI document as the build made it: valid, complete and free of contradictions. */
class ApiDocumentTest {

    private static final String PROBLEM = "application/problem+json";

    private static final Path FILE =
            Path.of(System.getProperty("lectern.home", "..")).resolve("lms-rest/target/openapi/META-INF/openapi.json");

    private final ApiDocument document = read();

    private static ApiDocument read() {
        try {
            return new ApiDocument(new ObjectMapper().readTree(FILE.toFile()));
        } catch (IOException e) {
            throw new AssertionError("lms-rest has to be built first", e);
        }
    }

    @Test
    void documentIsValid() {
        var result = new OpenAPIV3Parser().readLocation(FILE.toUri().toString(), null, new ParseOptions());

        assertEquals(List.of(), result.getMessages());
        assertEquals("3.0.3", result.getOpenAPI().getOpenapi());
    }

    @Test
    void documentSaysWhatItIsAndHowToSignIn() {
        JsonNode root = document.root();

        assertEquals("Lectern", root.at("/info/title").asText());
        assertEquals("Apache-2.0", root.at("/info/license/name").asText());
        assertTrue(root.at("/info/description").asText().contains("Sign in at `/auth/login`"));
        assertTrue(root.at("/info/version").asText().matches("\\d+\\.\\d+.*"));
        assertEquals("/api", root.at("/servers/0/url").asText());
        assertEquals(
                "bearer", root.at("/components/securitySchemes/bearer/scheme").asText());
        assertTrue(root.at("/security/0").has("bearer"));
    }

    @Test
    void everyTagIsUniqueDescribedAndUsed() {
        var names = new ArrayList<String>();
        var faults = new ArrayList<String>();
        for (JsonNode tag : document.root().get("tags")) {
            names.add(tag.get("name").asText());
            if (tag.path("description").asText().isBlank()) {
                faults.add(tag.get("name").asText() + " is not described");
            }
        }
        var used = new HashSet<String>();
        document.operations()
                .forEach(operation -> operation.node().path("tags").forEach(tag -> used.add(tag.asText())));

        assertEquals(List.of(), faults);
        assertEquals(names.size(), new HashSet<>(names).size(), () -> "twice in " + names);
        assertEquals(used, new HashSet<>(names));
    }

    @Test
    void everyOperationHasAnIdASummaryADescriptionAndATag() {
        var ids = new HashSet<String>();
        check((operation, faults) -> {
            for (var member : List.of("operationId", "summary", "description")) {
                if (operation.node().path(member).asText().isBlank()) {
                    faults.add("no " + member);
                }
            }
            if (!ids.add(operation.node().path("operationId").asText())) {
                faults.add("the operationId of another");
            }
            if (operation.node().path("tags").size() != 1) {
                faults.add("not one tag");
            }
        });
    }

    @Test
    void everyParameterIsDescribedAndHasAnExampleOfItsSchema() {
        check((operation, faults) -> operation.node().path("parameters").forEach(parameter -> {
            var name = parameter.get("name").asText();
            if (parameter.path("description").asText().isBlank()) {
                faults.add(name + " is not described");
            }
            var example = parameter.has("example") ? parameter.get("example") : parameter.at("/schema/default");
            if (example.isMissingNode()) {
                faults.add(name + " has no example");
            } else {
                document.faults(parameter.get("schema"), example).forEach(fault -> faults.add(name + fault));
            }
        }));
    }

    @Test
    void everyBodyHasAnExampleOfItsSchema() {
        check((operation, faults) -> {
            bodies(operation).forEach((where, content) -> {
                if (content.has("examples")) {
                    content.get("examples")
                            .forEach(example -> document.faults(content.get("schema"), example.get("value"))
                                    .forEach(fault -> faults.add(where + fault)));
                } else if (content.has("example")) {
                    document.faults(content.get("schema"), content.get("example"))
                            .forEach(fault -> faults.add(where + fault));
                } else {
                    faults.add(where + "has no example");
                }
            });
        });
    }

    private Map<String, JsonNode> bodies(Operation operation) {
        var found = new java.util.TreeMap<String, JsonNode>();
        operation
                .node()
                .path("requestBody")
                .path("content")
                .properties()
                .forEach(content -> found.put("request, " + content.getKey() + ": ", content.getValue()));
        operation
                .node()
                .get("responses")
                .properties()
                .forEach(response -> document.resolve(response.getValue())
                        .path("content")
                        .properties()
                        .forEach(content ->
                                found.put(response.getKey() + ", " + content.getKey() + ": ", content.getValue())));
        return found;
    }

    @Test
    void everyOperationHasOneSuccessAndIts204IsEmpty() {
        check((operation, faults) -> {
            var successes = new ArrayList<String>();
            operation.node().get("responses").fieldNames().forEachRemaining(status -> {
                if (status.startsWith("2")) {
                    successes.add(status);
                }
            });
            if (successes.size() != 1) {
                faults.add("successes " + successes);
            } else if (operation.node().at("/responses/" + successes.get(0)).has("content")
                    == successes.get(0).equals("204")) {
                faults.add("content of " + successes.get(0));
            }
        });
    }

    @Test
    void everyOperationNamesTheProblemsThatFollowFromWhatItIs() {
        check((operation, faults) -> {
            var node = operation.node();
            boolean open = node.has("security") && node.get("security").isEmpty();
            boolean ifMatch = has(operation, "header", "If-Match");
            require(faults, node, "401", true);
            require(faults, node, "403", !open && !operation.path().startsWith("/auth/"));
            require(faults, node, "404", operation.path().contains("{"));
            require(faults, node, "400", node.has("requestBody") || has(operation, "query", null));
            require(faults, node, "413", node.has("requestBody"));
            require(faults, node, "415", node.has("requestBody"));
            require(faults, node, "412", ifMatch);
            require(faults, node, "428", ifMatch);
            require(faults, node, "422", has(operation, "header", "Idempotency-Key"));
            require(faults, node, "503", true);
            if (operation.method().equals("PUT") && !ifMatch) {
                faults.add("replaces without If-Match");
            }
        });
    }

    private static void require(List<String> faults, JsonNode operation, String status, boolean needed) {
        if (needed && !operation.get("responses").has(status)) {
            faults.add("no " + status);
        }
    }

    private static boolean has(Operation operation, String place, String name) {
        return ApiDocument.values(operation.node().path("parameters")).stream()
                .anyMatch(parameter -> parameter.get("in").asText().equals(place)
                        && (name == null || parameter.get("name").asText().equals(name)));
    }

    @Test
    void everyFailureIsAProblemThatSaysItsStatus() {
        check((operation, faults) -> operation
                .node()
                .get("responses")
                .properties()
                .forEach(response -> {
                    var status = response.getKey();
                    if (status.compareTo("400") < 0) {
                        return;
                    }
                    var content = document.resolve(response.getValue()).path("content");
                    if (content.size() != 1 || !content.has(PROBLEM)) {
                        faults.add(status + " is no " + PROBLEM);
                        return;
                    }
                    assertEquals(
                            "#/components/schemas/Problem",
                            content.get(PROBLEM).at("/schema/$ref").asText());
                    content.get(PROBLEM).get("examples").forEach(example -> {
                        if (!example.at("/value/status").asText().equals(status)
                                || !example.at("/value/type").asText().startsWith("https://lectern.org/problems/")) {
                            faults.add(status + " has the example " + example);
                        }
                    });
                    if (List.of("429", "503").contains(status)
                            && !document.resolve(response.getValue())
                                    .path("headers")
                                    .has("Retry-After")) {
                        faults.add(status + " does not say when to try again");
                    }
                }));
    }

    @Test
    void whatIsChangedWithIfMatchIsReadWithAnETag() {
        check((operation, faults) -> {
            if (has(operation, "header", "If-Match")
                    && operation.node().get("responses").has("200")
                    && !operation.node().at("/responses/200/headers").has("ETag")) {
                faults.add("takes If-Match and gives no ETag");
            }
        });
    }

    @Test
    void everySchemaAndEveryMemberIsDescribed() {
        var faults = new ArrayList<String>();
        document.root().at("/components/schemas").properties().forEach(schema -> {
            if (schema.getValue().path("description").asText().isBlank()) {
                faults.add(schema.getKey());
            }
            schema.getValue().path("properties").properties().forEach(member -> {
                if (member.getValue().path("description").asText().isBlank()) {
                    faults.add(schema.getKey() + "." + member.getKey());
                }
            });
        });

        assertEquals(List.of(), faults);
    }

    private void check(BiConsumer<Operation, List<String>> rule) {
        var faults = new ArrayList<String>();
        for (var operation : document.operations()) {
            var own = new ArrayList<String>();
            rule.accept(operation, own);
            own.forEach(fault -> faults.add(operation + ": " + fault));
        }
        assertEquals("", String.join("\n", faults));
    }
}
