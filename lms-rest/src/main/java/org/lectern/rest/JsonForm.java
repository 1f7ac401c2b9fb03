package org.lectern.rest;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;

/** How values become JSON: what is not there is told as null, so that a client sees every member it may count on. */
@Provider
public class JsonForm implements ContextResolver<Jsonb> {

    private static final Jsonb JSON = JsonbBuilder.create(new JsonbConfig().withNullValues(true));

    /** {@inheritDoc} */
    @Override
    public Jsonb getContext(Class<?> type) {
        return JSON;
    }
}
