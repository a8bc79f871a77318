package dev.fleetcast.registry.admin;

import dev.fleetcast.problem.Violations;
import dev.fleetcast.problem.Violations.FieldViolation;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;

/**
 * The administration API of one kind of registry entry; each kind has a resource that extends it. A change is visible
 * on this replica before the response, and on all others within a few seconds. Callers see and change what is within
 * their {@link dev.fleetcast.registry.AdminScope}.
 *
 * <p>The role on this class is what protects the methods: an annotation on a subclass does not protect inherited
 * methods, it only appears in the OpenAPI document.
 *
 * @param <F> the form of the kind
 */
@RolesAllowed({"admin", "fleet_admin"})
@Produces(MediaType.APPLICATION_JSON)
public abstract class AdminResource<F extends RegistryForm> {

    static final String MERGE_PATCH = "application/merge-patch+json";
    static final String CSV = "text/csv";

    private static final String NOT_FOUND = "The entry does not exist.";
    private static final String NO_OBJECT = "The body is not one JSON object.";
    private static final String CONFLICT = "A value conflicts with another entry.";
    private static final String INVALID = "Fields are missing, unknown or invalid.";

    private static final String OF_CLIENT = "Only entries of this client.";

    private final RegistryAdmin admin;
    private final RegistryImport imports;
    private final RegistryExport exports;
    private final RegistryEditor<?, F> kind;

    /** Administers entries of that kind. */
    protected AdminResource(
            RegistryAdmin admin, RegistryImport imports, RegistryExport exports, RegistryEditor<?, F> kind) {
        this.admin = admin;
        this.imports = imports;
        this.exports = exports;
        this.kind = kind;
    }

    @GET
    @Operation(summary = "List entries, by id", description = "Includes disabled ones; `q` searches names and numbers.")
    @APIResponse(responseCode = "200", description = "One page.")
    @APIResponse(responseCode = "422", description = "A parameter is invalid or out of range.")
    public Page<F> list(
            @BeanParam @Valid PageQuery query,
            @QueryParam("client_id") @Parameter(description = OF_CLIENT) Long clientId) {
        return admin.list(kind, query, Optional.ofNullable(clientId));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Get one entry", description = "Reads the entry from the registry.")
    @APIResponse(responseCode = "200", description = "The entry.")
    @APIResponse(responseCode = "404", description = NOT_FOUND)
    public Item<F> one(@PathParam("id") long id) {
        return new Item<>(admin.one(kind, id));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @Operation(summary = "Add an entry", description = "Without an id, the entry gets the next free one.")
    @APIResponse(responseCode = "201", description = "The entry was added. Location is its URL.")
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
    @Operation(summary = "Replace an entry", description = "Missing fields get their defaults.")
    @APIResponse(responseCode = "200", description = "The changed entry.")
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
    @Operation(summary = "Change fields of an entry", description = "A JSON merge patch (RFC 7396).")
    @RequestBody(
            content = {
                @Content(mediaType = MERGE_PATCH, schema = @Schema(type = SchemaType.OBJECT)),
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT))
            })
    @APIResponse(responseCode = "200", description = "The changed entry.")
    @APIResponse(responseCode = "400", description = NO_OBJECT)
    @APIResponse(responseCode = "404", description = NOT_FOUND)
    @APIResponse(responseCode = "409", description = CONFLICT)
    @APIResponse(responseCode = "422", description = INVALID)
    public Item<F> patch(@PathParam("id") long id, InputStream patch) {
        return new Item<>(admin.patch(kind, id, patch));
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Remove an entry", description = "Fails while other entries refer to it.")
    @APIResponse(responseCode = "204", description = "The entry was removed.")
    @APIResponse(responseCode = "404", description = NOT_FOUND)
    @APIResponse(responseCode = "409", description = "Other entries still refer to it.")
    public void remove(@PathParam("id") long id) {
        admin.remove(kind, id);
    }

    @POST
    @Path("import")
    @Consumes({CSV, MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Import entries from CSV or JSON, all or none",
            description =
                    "The header row names the fields. A row with the key of an entry changes the fields that have a column;"
                            + " any other row adds an entry. An empty cell is null. Lists are separated by semicolons."
                            + " In JSON, send a list of objects.")
    @RequestBody(
            content = {
                @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(type = SchemaType.ARRAY, implementation = Object.class))
            })
    @APIResponse(responseCode = "200", description = "The numbers of added and changed entries, and their ids.")
    @APIResponse(responseCode = "400", description = "The body is not one JSON array.")
    @APIResponse(
            responseCode = "413",
            description = "The body is larger than 1 MB, or has more new passwords than can be hashed in 40 s.")
    @APIResponse(responseCode = "422", description = "Nothing was imported. The violations name lines and columns.")
    public Item<ImportResult> importEntries(
            byte[] file,
            @QueryParam("match")
                    @Parameter(
                            description =
                                    "The key that recognizes entries: id by default, or a unique field of the kind,"
                                            + " such as imei, serial_no, reg_no or username.")
                    String match,
            @Context HttpHeaders headers) {
        MediaType type = headers.getMediaType();
        return new Item<>(
                MediaType.APPLICATION_JSON_TYPE.isCompatible(type)
                        ? imports.json(kind, file, match)
                        : imports.csv(kind, file, charset(type), match));
    }

    private static Charset charset(MediaType type) {
        String name = type.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, StandardCharsets.UTF_8.name());
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            throw Violations.problem(
                    List.of(new FieldViolation(HttpHeaders.CONTENT_TYPE, "names an unknown character set")));
        }
    }

    @GET
    @Path("export")
    @Produces(CSV)
    @Operation(
            summary = "Export entries as CSV",
            description = "In the form that an import reads, in UTF-8. Passwords are left out.")
    @APIResponse(
            responseCode = "200",
            description = "The entries, by id.",
            content = @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)))
    public StreamingOutput export(@QueryParam("client_id") @Parameter(description = OF_CLIENT) Long clientId) {
        return exports.of(kind, Optional.ofNullable(clientId));
    }

    @GET
    @Path("template")
    @Produces(CSV)
    @Operation(
            summary = "Get an empty file for an import",
            description = "The header row, with all columns. Remove those that you do not use.")
    @APIResponse(
            responseCode = "200",
            description = "The header row.",
            content = @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)))
    public String template() {
        return exports.template(kind);
    }
}
