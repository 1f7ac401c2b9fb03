package org.lectern.rest.problem;

import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.Providers;

/** Hands over to {@link ProblemMapper}; without it the JAX-RS implementation answers, and names no field. */
@Provider
public class ViolationMapper implements ExceptionMapper<ConstraintViolationException> {

    @Context
    private Providers providers;

    /** {@inheritDoc} */
    @Override
    public Response toResponse(ConstraintViolationException violations) {
        return providers.getExceptionMapper(Throwable.class).toResponse(violations);
    }
}
