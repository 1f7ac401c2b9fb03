package org.lectern.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/** An OpenAPI document, with what tests ask of it. */
final class ApiDocument {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private final JsonNode root;
    private final JsonNode definitions;

    /** @param root the document, of version 3.0 */
    ApiDocument(JsonNode root) {
        this.root = root;
        this.definitions = strict(root.at("/components/schemas").deepCopy());
    }

    /**
     * An operation.
     *
     * @param method in upper case
     * @param path as the document has it, such as {@code /admin/jobs/{id}}
     * @param node the operation object
     */
    record Operation(String method, String path, JsonNode node) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** The whole document. */
    JsonNode root() {
        return root;
    }

    /** All operations, in the order of the document. */
    List<Operation> operations() {
        var found = new ArrayList<Operation>();
        root.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method ->
                                Set.of("get", "put", "post", "delete", "patch").contains(method.getKey()))
                        .forEach(method -> found.add(new Operation(
                                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()))));
        return found;
    }

    /** What a node is after its reference, if it is one, has been followed. */
    JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? root.at(node.get("$ref").asText().substring(1)) : node;
    }

    /** The parts of an array, or the values of an object. */
    static List<JsonNode> values(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false).toList();
    }

    /**
     * What is wrong with a value, each fault in words.
     *
     * @param schema a schema of this document
     * @param value the value; members that the schema does not know count as faults
     */
    Set<String> faults(JsonNode schema, JsonNode value) {
        ObjectNode whole = JSON.createObjectNode();
        whole.set("$defs", definitions);
        whole.set("allOf", JSON.createArrayNode().add(strict(schema.deepCopy())));
        var faults = new TreeSet<String>();
        validator(whole).validate(value).forEach(message -> faults.add(message.toString()));
        return faults;
    }

    /** What is wrong with an answer: a status, media type or body that the operation's description does not foresee. */
    List<String> faults(Operation operation, Answer answer) {
        var response = operation.node().get("responses").get(Integer.toString(answer.status()));
        if (response == null) {
            return List.of("status " + answer.status() + " is not described");
        }
        var content = resolve(response).path("content");
        if (content.isEmpty()) {
            return answer.body().isEmpty() ? List.of() : List.of("a body is not described");
        }
        if (!content.has(String.valueOf(answer.mediaType()))) {
            return List.of("media type " + answer.mediaType() + " is not described");
        }
        if (!answer.mediaType().endsWith("json")) {
            return List.of();
        }
        return List.copyOf(faults(content.get(answer.mediaType()).get("schema"), answer.json()));
    }

    private static JsonSchema validator(JsonNode schema) {
        return SCHEMAS.getSchema(schema);
    }

    /** The same schema as JSON Schema 2020-12, which has no "nullable", and without room for unknown members. */
    private static JsonNode strict(JsonNode node) {
        for (JsonNode child : node) {
            strict(child);
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        for (Map.Entry<String, JsonNode> member : List.copyOf(object.properties())) {
            if (member.getKey().equals("$ref")) {
                object.put("$ref", member.getValue().asText().replace("#/components/schemas/", "#/$defs/"));
            }
        }
        if (object.path("properties").isObject() && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        if (object.path("nullable").isBoolean() && object.path("nullable").asBoolean()) {
            if (object.path("type").isTextual()) {
                object.set(
                        "type",
                        JSON.createArrayNode().add(object.get("type").asText()).add("null"));
            } else if (object.has("allOf")) {
                object.set(
                        "anyOf",
                        JSON.createArrayNode()
                                .add(JSON.createObjectNode().<ObjectNode>set("allOf", object.remove("allOf")))
                                .add(JSON.createObjectNode().put("type", "null")));
            }
        }
        return object;
    }
}
