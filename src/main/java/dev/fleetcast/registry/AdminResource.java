package dev.fleetcast.registry;

import io.vertx.core.http.HttpServerResponse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;

/**
 * The administration of one kind of thing in the registry; a resource of each kind extends it. A change shows on this replica
 * before its answer, on every other within a few seconds.
 *
 * <p>The role here is what guards: an annotation of a subclass guards no inherited method, it only shows in the OpenAPI
 * document.
 *
 * @param <F> the form of the kind
 */
@RolesAllowed("admin")
@Produces(MediaType.APPLICATION_JSON)
public abstract class AdminResource<F extends RegistryForm> {

    static final String MERGE_PATCH = "application/merge-patch+json";
    static final String CSV = "text/csv";

    private static final String NOT_FOUND = "There is none with that id";
    private static final String NO_OBJECT = "The body is not one JSON object";
    private static final String CONFLICT = "Something of it is taken";
    private static final String INVALID = "Fields are missing, unknown or wrong";

    private final RegistryAdmin admin;
    private final RegistryKind<?, F> kind;

    /** Administers things of that kind. */
    protected AdminResource(RegistryAdmin admin, RegistryKind<?, F> kind) {
        this.admin = admin;
        this.kind = kind;
    }

    @GET
    @Operation(summary = "List them, by id", description = "With what is disabled; `q` looks into names and numbers.")
    @APIResponse(responseCode = "200", description = "One page of them")
    @APIResponse(responseCode = "422", description = "A parameter is out of its bounds")
    public Page<F> list(@BeanParam @Valid PageQuery query) {
        return admin.list(kind, query);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Show one", description = "As it is in the registry.")
    @APIResponse(responseCode = "200", description = "It")
    @APIResponse(responseCode = "404", description = NOT_FOUND)
    public Item<F> one(@PathParam("id") long id) {
        return new Item<>(admin.one(kind, id));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @Operation(summary = "Add one", description = "Without an id it gets the next free one.")
    @APIResponse(responseCode = "201", description = "It was added; Location says where it is")
    @APIResponse(responseCode = "400", description = NO_OBJECT)
    @APIResponse(responseCode = "409", description = CONFLICT)
    @APIResponse(responseCode = "422", description = INVALID)
    public Item<F> create(F form, @Context UriInfo uri, @Context HttpServerResponse response) {
        F created = admin.create(kind, form);
        String id = created.id().toString();
        response.putHeader(
                HttpHeaders.LOCATION,
                uri.getAbsolutePathBuilder().path(id).build().toString());
        return new Item<>(created);
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Replace one", description = "A field that is missing gets its default.")
    @APIResponse(responseCode = "200", description = "It, as it is now")
    @APIResponse(responseCode = "400", description = NO_OBJECT)
    @APIResponse(responseCode = "404", description = NOT_FOUND)
    @APIResponse(responseCode = "409", description = CONFLICT)
    @APIResponse(responseCode = "422", description = INVALID)
    public Item<F> replace(@PathParam("id") long id, F form) {
        return new Item<>(admin.replace(kind, id, form));
    }

    @PATCH
    @Path("{id}")
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(summary = "Change some fields of one", description = "A JSON merge patch (RFC 7396).")
    @RequestBody(
            content = {
                @Content(mediaType = MERGE_PATCH, schema = @Schema(type = SchemaType.OBJECT)),
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT))
            })
    @APIResponse(responseCode = "200", description = "It, as it is now")
    @APIResponse(responseCode = "400", description = NO_OBJECT)
    @APIResponse(responseCode = "404", description = NOT_FOUND)
    @APIResponse(responseCode = "409", description = CONFLICT)
    @APIResponse(responseCode = "422", description = INVALID)
    public Item<F> patch(@PathParam("id") long id, InputStream patch) {
        return new Item<>(admin.patch(kind, id, patch));
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Remove one", description = "Refused while others need it.")
    @APIResponse(responseCode = "204", description = "It was removed")
    @APIResponse(responseCode = "404", description = NOT_FOUND)
    @APIResponse(responseCode = "409", description = "Others still need it")
    public void remove(@PathParam("id") long id) {
        admin.remove(kind, id);
    }

    @POST
    @Path("import")
    @Consumes(CSV)
    @Operation(
            summary = "Import many, all or none",
            description =
                    "The header row names the fields. A row with the id of an entry changes those of its fields that have"
                            + " a column, another row adds an entry. An empty cell is null; a list has semicolons between its entries.")
    @RequestBody(content = @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "200", description = "How many were added and changed")
    @APIResponse(responseCode = "422", description = "Nothing was imported; the fields name lines and columns")
    public Item<ImportResult> importCsv(byte[] file) {
        return new Item<>(admin.importCsv(kind, file));
    }
}
