package org.lectern.rest.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lectern.people.PeopleService;
import org.lectern.people.PersonFacts;
import org.lectern.people.Role;
import org.lectern.rest.Whole;
import org.lectern.security.AccountService;
import org.lectern.security.PasswordService;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Page;

/** The people of the school and their accounts. */
@Path("admin")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "People", description = "People and how they sign in")
public class PeopleResource {

    @Inject
    private PeopleService people;

    @Inject
    private AccountService accounts;

    @Inject
    private PasswordService passwords;

    /**
     * A new account.
     *
     * @param username the name to sign in with
     * @param password null for an account that waits for an invitation
     */
    public record NewAccount(
            @NotBlank @Size(max = 200) String username,
            @Size(max = 200) String password) {}

    /** A page of the people. */
    @GET
    @Path("people")
    @Operation(operationId = "adminPeople", summary = "The people, by name")
    public Page<PeopleService.PersonRow> list(
            @QueryParam("q") String search,
            @QueryParam("role") Role role,
            @QueryParam("status") LifeStatus status,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        return people.list(search, role, status, limit, after);
    }

    /** One person. */
    @GET
    @Path("people/{id}")
    @Operation(operationId = "adminPerson", summary = "One person")
    public Response get(@PathParam("id") long id) {
        return answer(Response.Status.OK, people.get(id));
    }

    /** Adds a person. */
    @POST
    @Path("people")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "adminCreatePerson", summary = "Add a person")
    public Response create(@NotNull @Valid PersonFacts facts) {
        return answer(Response.Status.CREATED, people.create(facts));
    }

    /** Replaces what is known of a person. */
    @PUT
    @Whole
    @Path("people/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "adminChangePerson",
            summary = "Replace what is known of a person",
            description = "The body has every member, null where nothing is known; one that is left out is refused, so"
                    + " that nothing is cleared by forgetting it. What reading the person gave can be sent back: name,"
                    + " account, groups and sections follow from elsewhere and are not looked at.")
    public Response update(
            @PathParam("id") long id,
            @HeaderParam(HttpHeaders.IF_MATCH) ExpectedVersion expected,
            @NotNull @Valid PersonFacts facts) {
        return answer(Response.Status.OK, people.update(id, expected, facts));
    }

    private static Response answer(Response.Status status, PeopleService.PersonDetails person) {
        return Response.status(status)
                .entity(person)
                .header(HttpHeaders.ETAG, ExpectedVersion.etag(person.version()))
                .build();
    }

    /** Gives a person an account. */
    @POST
    @Path("people/{id}/account")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "adminCreateAccount", summary = "Give a person an account")
    public Response createAccount(@PathParam("id") long personId, @NotNull @Valid NewAccount account) {
        return Response.status(Response.Status.CREATED)
                .entity(passwords.createAccount(personId, account.username(), account.password()))
                .build();
    }

    /** Makes a link by which the owner of an account chooses a password. */
    @POST
    @Path("accounts/{id}/invitation")
    @Operation(operationId = "adminInvite", summary = "Make a one-time link to choose a password")
    public AccountService.Link invite(@PathParam("id") long accountId) {
        return accounts.invite(accountId);
    }

    /** Disables an account, at once. */
    @POST
    @Path("accounts/{id}/disable")
    @Operation(operationId = "adminDisableAccount", summary = "Disable an account, at once")
    public AccountService.AccountView disable(@PathParam("id") long accountId) {
        return accounts.disable(accountId);
    }

    /** Enables an account. */
    @POST
    @Path("accounts/{id}/enable")
    @Operation(operationId = "adminEnableAccount", summary = "Enable an account")
    public AccountService.AccountView enable(@PathParam("id") long accountId) {
        return accounts.enable(accountId);
    }
}
