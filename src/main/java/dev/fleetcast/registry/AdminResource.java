package dev.fleetcast.registry;

import io.quarkiverse.resteasy.problem.HttpProblem;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/**
 * The administration of one kind of thing in the registry; a resource of each kind extends it. A change shows on this replica
 * before its answer, on every other within a few seconds.
 *
 * @param <F> the form of the kind
 */
@RolesAllowed("admin")
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(
        responseCode = "401",
        description = "No login",
        content = @Content(schema = @Schema(implementation = HttpProblem.class)))
public abstract class AdminResource<F extends RegistryForm> {

    static final String MERGE_PATCH = "application/merge-patch+json";
    static final String CSV = "text/csv";

    private final RegistryAdmin admin;
    private final RegistryKind<?, F> kind;

    /** Administers things of that kind. */
    protected AdminResource(RegistryAdmin admin, RegistryKind<?, F> kind) {
        this.admin = admin;
        this.kind = kind;
    }

    @GET
    @Operation(summary = "List them, by id")
    public Page<F> list(@BeanParam @Valid PageQuery query) {
        return admin.list(kind, query);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Show one")
    public Item<F> one(@PathParam("id") long id) {
        return new Item<>(admin.one(kind, id));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Add one", description = "Without an id it gets the next free one.")
    public Response create(F form, @Context UriInfo uri) {
        F created = admin.create(kind, form);
        return Response.created(uri.getAbsolutePathBuilder()
                        .path(created.id().toString())
                        .build())
                .entity(new Item<>(created))
                .build();
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Replace one", description = "A field that is missing gets its default.")
    public Item<F> replace(@PathParam("id") long id, F form) {
        return new Item<>(admin.replace(kind, id, form));
    }

    @PATCH
    @Path("{id}")
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(summary = "Change some fields of one", description = "A JSON merge patch (RFC 7396).")
    public Item<F> patch(@PathParam("id") long id, InputStream patch) {
        return new Item<>(admin.patch(kind, id, patch));
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Remove one")
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
    public Item<ImportResult> importCsv(byte[] file) {
        return new Item<>(admin.importCsv(kind, file));
    }
}
