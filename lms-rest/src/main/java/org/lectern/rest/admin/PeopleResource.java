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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
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
    @Operation(
            operationId = "adminPeople",
            summary = "The people, by name",
            description = "Filters that are given hold together.")
    public Page<PeopleService.PersonRow> list(
            @Parameter(
                            description = "Words that all must occur in the name, the address or the identifier",
                            example = "harper")
                    @QueryParam("q")
                    String search,
            @Parameter(description = "Only people with this role", example = "TEACHER") @QueryParam("role") Role role,
            @Parameter(description = "Only people of this status", example = "ACTIVE") @QueryParam("status")
                    LifeStatus status,
            @Parameter(description = "Rows of a page, 1 to 500; 50 without it", example = "50") @QueryParam("limit")
                    Integer limit,
            @Parameter(description = "The next of the page before") @QueryParam("after") String after) {
        return people.list(search, role, status, limit, after);
    }

    /** One person. */
    @GET
    @Path("people/{id}")
    @Operation(
            operationId = "adminPerson",
            summary = "One person",
            description = "With account, groups and sections. The ETag is what a change has to send.")
    @APIResponse(
            responseCode = "200",
            description = "The person",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = PeopleService.PersonDetails.class)))
    public Response get(@Parameter(description = "The person", example = "4711") @PathParam("id") long id) {
        return answer(Response.Status.OK, people.get(id));
    }

    /** Adds a person. */
    @POST
    @Path("people")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "adminCreatePerson",
            summary = "Add a person",
            description =
                    "Members that are left out count as null. The person cannot sign in before having an account.")
    @APIResponse(
            responseCode = "201",
            description = "The new person",
            headers = {@Header(name = "ETag"), @Header(name = "Location")},
            content = @Content(schema = @Schema(implementation = PeopleService.PersonDetails.class)))
    public Response create(@NotNull @Valid PersonFacts facts, @Context UriInfo uri) {
        var person = people.create(facts);
        return Response.fromResponse(answer(Response.Status.CREATED, person))
                .location(uri.getAbsolutePathBuilder()
                        .path(Long.toString(person.id()))
                        .build())
                .build();
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
    @APIResponse(
            responseCode = "200",
            description = "The person as it is now",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = PeopleService.PersonDetails.class)))
    public Response update(
            @Parameter(description = "The person", example = "4711") @PathParam("id") long id,
            @Parameter(description = "The ETag of the person as you have seen it", example = "\"3\"", required = true)
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    ExpectedVersion expected,
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
    @Operation(
            operationId = "adminCreateAccount",
            summary = "Give a person an account",
            description = "With a password it can be used at once; without, its owner chooses one by an invitation.")
    @APIResponse(
            responseCode = "201",
            description = "The new account",
            content = @Content(schema = @Schema(implementation = AccountService.AccountView.class)))
    @APIResponse(responseCode = "409", description = "conflict")
    @APIResponse(responseCode = "422", description = "weak-password")
    public Response createAccount(
            @Parameter(description = "The person", example = "4711") @PathParam("id") long personId,
            @NotNull @Valid NewAccount account) {
        return Response.status(Response.Status.CREATED)
                .entity(passwords.createAccount(personId, account.username(), account.password()))
                .build();
    }

    /** Makes a link by which the owner of an account chooses a password. */
    @POST
    @Path("accounts/{id}/invitation")
    @Operation(
            operationId = "adminInvite",
            summary = "Make a one-time link to choose a password",
            description = "Links made earlier for the account stop working.")
    @APIResponse(
            responseCode = "200",
            description = "The link",
            content = @Content(schema = @Schema(implementation = AccountService.Link.class)))
    @APIResponse(responseCode = "409", description = "conflict")
    public AccountService.Link invite(
            @Parameter(description = "The account", example = "815") @PathParam("id") long accountId) {
        return accounts.invite(accountId);
    }

    /** Disables an account, at once. */
    @POST
    @Path("accounts/{id}/disable")
    @Operation(
            operationId = "adminDisableAccount",
            summary = "Disable an account, at once",
            description = "Whoever is signed in to it is signed out everywhere. Disabling it again changes nothing.")
    public AccountService.AccountView disable(
            @Parameter(description = "The account", example = "815") @PathParam("id") long accountId) {
        return accounts.disable(accountId);
    }

    /** Enables an account. */
    @POST
    @Path("accounts/{id}/enable")
    @Operation(
            operationId = "adminEnableAccount",
            summary = "Enable an account",
            description = "It can be used as before it was disabled. Enabling it again changes nothing.")
    public AccountService.AccountView enable(
            @Parameter(description = "The account", example = "815") @PathParam("id") long accountId) {
        return accounts.enable(accountId);
    }
}
