package dev.fleetcast.registry.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.registry.AdminScope;
import dev.fleetcast.registry.RegistryConfig;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Imports files of entries, all or none: rows with a known key change entries, the others add some. Reports the errors
 * of all rows at once. Blocks.
 */
@ThreadSafe
@ApplicationScoped
public class RegistryImport {

    private final EntityManager entities;
    private final RegistryWriter writer;
    private final RegistryAdmin admin;
    private final ScopedEntries scoped;
    private final AdminScope.Source scopes;
    private final Forms forms;
    private final RegistryConfig config;

    RegistryImport(
            EntityManager entities,
            RegistryWriter writer,
            RegistryAdmin admin,
            ScopedEntries scoped,
            AdminScope.Source scopes,
            Forms forms,
            RegistryConfig config) {
        this.entities = entities;
        this.writer = writer;
        this.admin = admin;
        this.scoped = scoped;
        this.scopes = scopes;
        this.forms = forms;
        this.config = config;
    }

    private record Imported(Object entity, boolean isNew) {}

    /**
     * Imports a table.
     *
     * @param match the name of the key, see {@link RegistryEditor#keys}; null for the id
     * @throws HttpProblem 422 with the errors of all rows
     */
    <E, F extends RegistryForm> ImportResult csv(
            RegistryEditor<E, F> kind, byte[] file, Charset charset, String match) {
        MatchKey key = MatchKey.of(match, kind.keys());
        Findings findings = new Findings();
        CsvText text = CsvText.read(file, charset, findings).orElse(null);
        findings.throwIfAny();
        List<ImportRow> rows = CsvTable.read(
                text, CsvColumn.of(kind.formType(), kind.importColumns()), config.importMaxRows(), findings);
        return rows(kind, key, rows, findings);
    }

    /** Imports a list in JSON; otherwise like {@link #csv}. */
    <E, F extends RegistryForm> ImportResult json(RegistryEditor<E, F> kind, byte[] file, String match) {
        MatchKey key = MatchKey.of(match, kind.keys());
        Findings findings = new Findings();
        return rows(kind, key, JsonRows.read(forms.parseList(file), config.importMaxRows(), findings), findings);
    }

    private <E, F extends RegistryForm> ImportResult rows(
            RegistryEditor<E, F> kind, MatchKey key, List<ImportRow> rows, Findings findings) {
        if (rows.isEmpty()) {
            findings.throwIfAny();
        }
        ImportRow.checkOnce(rows, MatchKey.ID, findings);
        if (!key.equals(MatchKey.ID)) {
            ImportRow.checkOnce(rows, key, findings);
        }
        AdminScope scope = scopes.ofCaller();
        return writer.write(() -> {
            List<Long> ids = new ArrayList<>();
            long created = 0;
            for (ImportRow row : rows) {
                Findings ofRow = new Findings();
                Imported imported = one(kind, key, row, scope, ofRow);
                findings.add(row, ofRow);
                entities.flush();
                if (imported != null && imported.entity() != null) {
                    created += imported.isNew() ? 1 : 0;
                    ids.add(idOf(imported.entity()));
                }
                // Hibernate compares all entities it holds before each query: keeping the rows would make the import
                // quadratic.
                entities.clear();
            }
            findings.throwIfAny();
            return new ImportResult(created, ids.size() - created, ids);
        });
    }

    private long idOf(Object entity) {
        return (Long)
                entities.getEntityManagerFactory().getPersistenceUnitUtil().getIdentifier(entity);
    }

    /** The entry of the row; null if there are findings. */
    private <E, F extends RegistryForm> Imported one(
            RegistryEditor<E, F> kind, MatchKey key, ImportRow row, AdminScope scope, Findings findings) {
        ObjectNode fields = row.fields().deepCopy();
        kind.resolve(fields, scope, findings);
        List<E> found = findings.isEmpty() ? stored(kind, key, fields, scope, findings) : List.of();
        if (!findings.isEmpty()) {
            return null;
        }
        E stored = found.isEmpty() ? null : found.get(0);
        ObjectNode whole = stored == null ? fields : Forms.merged(forms.tree(kind.form(stored)), fields);
        F form = forms.read(whole, kind.formType(), findings).orElse(null);
        if (form == null) {
            return null;
        }
        if (stored == null) {
            return new Imported(admin.create(kind, form, scope, findings), true);
        }
        admin.change(kind, stored, form, scope, findings);
        return new Imported(stored, false);
    }

    private <E> List<E> stored(
            RegistryEditor<E, ?> kind, MatchKey key, ObjectNode fields, AdminScope scope, Findings findings) {
        Optional<Object> value = key.in(fields);
        if (key.equals(MatchKey.ID)) {
            return value.flatMap(id -> scoped.find(scope, kind, (Long) id)).stream()
                    .toList();
        }
        if (value.isEmpty()) {
            findings.invalid(key.field(), "is required, because entries are matched by it");
            return List.of();
        }
        List<E> found = query(kind, key, value.get(), fields.path("client_id"), scope);
        if (found.size() > 1) {
            findings.invalid(key.field(), "matches several entries; match by id");
        }
        return found;
    }

    private <E> List<E> query(
            RegistryEditor<E, ?> kind, MatchKey key, Object value, JsonNode client, AdminScope scope) {
        boolean ofClient = key.withinClient() && client.isIntegralNumber();
        String condition = "e." + key.attribute() + " = :value" + (ofClient ? " and e.clientId = :client" : "");
        TypedQuery<E> query = scoped.query(scope, kind, "select e", condition, "", kind.entityType())
                .setParameter("value", value)
                .setMaxResults(2);
        return (ofClient ? query.setParameter("client", client.longValue()) : query).getResultList();
    }
}
