package dev.fleetcast.registry.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.registry.AdminScope;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.ws.rs.core.Response.Status;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Lists and changes entries of any {@link RegistryEditor}, within the caller's {@link AdminScope}. Blocks. Errors are thrown as the {@link HttpProblem} of the
 * response: 404, 409 or 422.
 */
@ThreadSafe
@ApplicationScoped
public class RegistryAdmin {

    private final EntityManager entities;
    private final ScopedEntries scoped;
    private final AdminScope.Source scopes;
    private final RegistryWriter writer;
    private final Forms forms;
    private final References references;

    RegistryAdmin(
            EntityManager entities,
            ScopedEntries scoped,
            AdminScope.Source scopes,
            RegistryWriter writer,
            Forms forms,
            References references) {
        this.entities = entities;
        this.scoped = scoped;
        this.scopes = scopes;
        this.writer = writer;
        this.forms = forms;
        this.references = references;
    }

    /** The entity, if it exists and the caller administers it; called within a transaction. */
    public <E> Optional<E> find(RegistryEditor<E, ?> kind, long id) {
        return scoped.find(scopes.ofCaller(), kind, id);
    }

    <E, F extends RegistryForm> Page<F> list(RegistryEditor<E, F> kind, PageQuery query, Optional<Long> client) {
        ScopedEntries.Part part = new ScopedEntries.Part(scopes.ofCaller(), client);
        return QuarkusTransaction.requiringNew().call(() -> {
            long total =
                    found(part, kind, query, "select count(e)", "", Long.class).getSingleResult();
            List<E> page = found(part, kind, query, "select e", " order by e.id", kind.entityType())
                    .setFirstResult(query.offset())
                    .setMaxResults(query.size())
                    .getResultList();
            return new Page<>(kind.forms(page), new Page.Meta(total, query.page(), query.size()));
        });
    }

    private <E, T> TypedQuery<T> found(
            ScopedEntries.Part part,
            RegistryEditor<E, ?> kind,
            PageQuery query,
            String select,
            String order,
            Class<T> result) {
        String sought = query.sought();
        String condition = sought.isEmpty()
                ? ""
                : kind.searched().stream()
                        .map(attribute -> "lower(e." + attribute + ") like :sought escape '\\'")
                        .collect(Collectors.joining(" or "));
        TypedQuery<T> found = scoped.query(part, kind, select, condition, order, result);
        return sought.isEmpty() ? found : found.setParameter("sought", query.pattern());
    }

    <E, F extends RegistryForm> F one(RegistryEditor<E, F> kind, long id) {
        return QuarkusTransaction.requiringNew().call(() -> kind.form(stored(kind, id)));
    }

    <E, F extends RegistryForm> F create(RegistryEditor<E, F> kind, F form) {
        AdminScope scope = scopes.ofCaller();
        return writer.write(() -> {
            Findings findings = new Findings();
            E created = create(kind, form, scope, findings);
            findings.throwIfAny();
            return kind.form(created);
        });
    }

    <E, F extends RegistryForm> F replace(RegistryEditor<E, F> kind, long id, F form) {
        return writer.write(() -> change(kind, stored(kind, id), form));
    }

    <E, F extends RegistryForm> F patch(RegistryEditor<E, F> kind, long id, InputStream body) {
        ObjectNode patch = forms.parse(body);
        return writer.write(() -> {
            E stored = stored(kind, id);
            Findings findings = new Findings();
            ObjectNode merged = Forms.merged(forms.tree(kind.form(stored)), patch);
            F form = forms.read(merged, kind.formType(), findings).orElse(null);
            findings.throwIfAny();
            return change(kind, stored, form);
        });
    }

    <E> void remove(RegistryEditor<E, ?> kind, long id) {
        writer.write(() -> {
            E stored = stored(kind, id);
            Findings findings = new Findings();
            kind.beforeRemoval(stored, findings);
            findings.throwIfAny();
            references.refuseIfAnyTo(kind.entityType(), id);
            entities.remove(stored);
            return null;
        });
    }

    /** The added entry, within the caller's transaction; null if there are findings. */
    public <E, F extends RegistryForm> E create(
            RegistryEditor<E, F> kind, F form, AdminScope scope, Findings findings) {
        return create(kind, form, form.id(), scope, new UniqueValues(entities, kind), findings);
    }

    /**
     * As the other one, as one of several changes in a transaction.
     *
     * @param id the id of the entry; null for the next one
     * @param unique the values that the changes have in common
     */
    <E, F extends RegistryForm> E create(
            RegistryEditor<E, F> kind, F form, Long id, AdminScope scope, UniqueValues unique, Findings findings) {
        if (form.id() != null) {
            checkId(kind, form.id(), scope, findings);
        }
        ObjectNode values = forms.tree(form);
        kind.check(form, null, scope, findings);
        unique.check(values, Optional.empty(), findings);
        if (!findings.isEmpty()) {
            return null;
        }
        E created = kind.blank(id);
        kind.apply(form, created);
        entities.persist(created);
        kind.applyAround(form, created);
        unique.take(values, idOf(created));
        return created;
    }

    long idOf(Object entity) {
        return (Long)
                entities.getEntityManagerFactory().getPersistenceUnitUtil().getIdentifier(entity);
    }

    /** Within a part of the registry, an id that is in use elsewhere must look like any other. */
    private void checkId(RegistryEditor<?, ?> kind, long id, AdminScope scope, Findings findings) {
        if (!scope.whole()) {
            findings.invalid("id", "names no entry, and cannot be chosen: leave it out to get the next one");
        } else if (entities.find(kind.entityType(), id) != null) {
            findings.conflict("id", "is already in use");
        }
    }

    private <E, F extends RegistryForm> F change(RegistryEditor<E, F> kind, E stored, F form) {
        Findings findings = new Findings();
        change(kind, stored, form, scopes.ofCaller(), new UniqueValues(entities, kind), findings);
        findings.throwIfAny();
        return kind.form(stored);
    }

    /** Changes the entry, as one of several changes in the caller's transaction, unless there are findings. */
    <E, F extends RegistryForm> void change(
            RegistryEditor<E, F> kind, E stored, F form, AdminScope scope, UniqueValues unique, Findings findings) {
        F before = kind.form(stored);
        if (form.id() != null && !form.id().equals(before.id())) {
            findings.invalid("id", "cannot be changed");
        }
        ObjectNode values = forms.tree(form);
        kind.check(form, stored, scope, findings);
        unique.check(values, Optional.of(before.id()), findings);
        if (findings.isEmpty()) {
            kind.apply(form, stored);
            kind.applyAround(form, stored);
            if (unique.move(forms.tree(before), values, before.id())) {
                // Hibernate inserts before it updates, and another row may take the value.
                entities.flush();
            }
        }
    }

    private <E> E stored(RegistryEditor<E, ?> kind, long id) {
        return find(kind, id).orElseThrow(() -> HttpProblem.valueOf(Status.NOT_FOUND, "The entry does not exist."));
    }
}
