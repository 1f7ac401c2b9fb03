package org.lectern.rest;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotationIntrospectorPair;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.lectern.rest.problem.ProblemDetails;

/**
 * Writes what resources answer as JSON, with Jackson: most of the processor time of an answer goes into this, and the
 * server's own JSON-B takes four times as much. It writes the same: every member, also those that are null, dates as ISO
 * 8601. Bodies of requests are still read with JSON-B. Of two writers that fit, Jersey takes the one whose type is nearer to
 * what is written, so this one says that it is for records, and not for any object as the server's own.
 */
@Provider
@Produces({MediaType.APPLICATION_JSON, ProblemDetails.MEDIA_TYPE})
public class JsonAnswer implements MessageBodyWriter<Record> {

    private static final ObjectWriter JSON = JsonMapper.builder()
            .addModules(new JavaTimeModule(), new SimpleModule().addSerializer(JsonValue.class, new Written()))
            .annotationIntrospector(new AnnotationIntrospectorPair(new LeftOut(), new JacksonAnnotationIntrospector()))
            // the components of records, and no other method that looks like a property
            .visibility(PropertyAccessor.ALL, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build()
            .writer();

    /** {@inheritDoc} */
    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return true;
    }

    /** {@inheritDoc} */
    @Override
    public void writeTo(
            Record answer,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        JSON.writeValue(out, answer);
    }

    /** The annotation by which records say for both libraries what is not told. */
    private static final class LeftOut extends NopAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean hasIgnoreMarker(AnnotatedMember member) {
            return member.hasAnnotation(JsonbTransient.class);
        }
    }

    /** What is JSON already. */
    private static final class Written extends StdSerializer<JsonValue> {

        private static final long serialVersionUID = 1L;

        Written() {
            super(JsonValue.class);
        }

        @Override
        public void serialize(JsonValue value, JsonGenerator generator, SerializerProvider serializers)
                throws IOException {
            generator.writeRawValue(value.toString());
        }
    }
}
