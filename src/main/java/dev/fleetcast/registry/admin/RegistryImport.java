package dev.fleetcast.registry.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.registry.AdminScope;
import dev.fleetcast.registry.RegistryConfig;
import dev.fleetcast.registry.RegistryId;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Imports files of entries, all or none: rows with a known key change entries, the others add some. Reports the errors
 * of all rows at once. Blocks.
 */
@ThreadSafe
@ApplicationScoped
public class RegistryImport {

    /**
     * The number of rows whose entities are held and written together: a round trip per row would take most of the time,
     * and Hibernate compares all entities it holds before each query.
     */
    private static final int TOGETHER = 100;

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
        kind.beforeImport(rows.stream().map(ImportRow::fields).toList());
        return writer.write(() -> {
            UniqueValues unique = new UniqueValues(entities, kind);
            unique.load(rows.stream().map(ImportRow::fields).toList());
            Iterator<Long> newIds = newIds(kind, key, rows);
            List<Long> ids = new ArrayList<>();
            long created = 0;
            for (ImportRow row : rows) {
                Findings ofRow = new Findings();
                Imported imported = one(kind, key, row, newIds.next(), scope, unique, ofRow);
                findings.add(row, ofRow);
                if (imported != null && imported.entity() != null) {
                    created += imported.isNew() ? 1 : 0;
                    ids.add(admin.idOf(imported.entity()));
                }
                if (ids.size() % TOGETHER == 0) {
                    entities.flush();
                    entities.clear();
                }
            }
            findings.throwIfAny();
            return new ImportResult(created, ids.size() - created, ids);
        });
    }

    /** For each row the id of a new entry, or null for the next one: taken together if all rows add entries. */
    private Iterator<Long> newIds(RegistryEditor<?, ?> kind, MatchKey key, List<ImportRow> rows) {
        boolean allNew = key.equals(MatchKey.ID)
                && rows.stream()
                        .allMatch(row -> row.fields()
                                .path(MatchKey.ID.field())
                                .asText("")
                                .isEmpty());
        List<Long> ids = allNew
                ? RegistryId.Generator.next(entities, kind.entityType(), rows.size())
                : Collections.nCopies(rows.size(), null);
        return ids.iterator();
    }

    /** The entry of the row; null if there are findings. */
    private <E, F extends RegistryForm> Imported one(
            RegistryEditor<E, F> kind,
            MatchKey key,
            ImportRow row,
            Long newId,
            AdminScope scope,
            UniqueValues unique,
            Findings findings) {
        ObjectNode fields = row.fields().deepCopy();
        kind.resolve(fields, scope, findings);
        List<E> found = findings.isEmpty() ? stored(kind, key, fields, scope, unique, findings) : List.of();
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
            Long id = form.id() == null ? newId : form.id();
            return new Imported(admin.create(kind, form, id, scope, unique, findings), true);
        }
        admin.change(kind, stored, form, scope, unique, findings);
        return new Imported(stored, false);
    }

    private <E> List<E> stored(
            RegistryEditor<E, ?> kind,
            MatchKey key,
            ObjectNode fields,
            AdminScope scope,
            UniqueValues unique,
            Findings findings) {
        Optional<Object> value = key.in(fields);
        if (key.equals(MatchKey.ID)) {
            return value.flatMap(id -> scoped.find(scope, kind, (Long) id)).stream()
                    .toList();
        }
        if (value.isEmpty()) {
            findings.invalid(key.field(), "is required, because entries are matched by it");
            return List.of();
        }
        List<E> found = kind.unique().contains(key) && !key.withinClient()
                ? unique.owner(key, fields).flatMap(id -> scoped.find(scope, kind, id)).stream()
                        .toList()
                : query(kind, key, value.get(), fields.path("client_id"), scope);
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
