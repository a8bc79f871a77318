package dev.fleetcast.registry.admin;

import dev.fleetcast.registry.AdminScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Queries the entries of a kind within a scope; called within a transaction. */
@ApplicationScoped
class ScopedEntries {

    private final EntityManager entities;

    ScopedEntries(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * A part of what a caller administers.
     *
     * @param client only its entries
     */
    record Part(AdminScope scope, Optional<Long> client) {}

    /** The entry, if it exists and is within the scope. */
    <E> Optional<E> find(AdminScope scope, RegistryEditor<E, ?> kind, long id) {
        return query(scope, kind, "select e", "e.id = :id", "", kind.entityType())
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /**
     * A query of the entries {@code e} that fulfil the condition.
     *
     * @param condition empty for all
     */
    <T> TypedQuery<T> query(
            AdminScope scope,
            RegistryEditor<?, ?> kind,
            String select,
            String condition,
            String order,
            Class<T> result) {
        return query(new Part(scope, Optional.empty()), kind, select, condition, order, result);
    }

    /** Like the other one, of a part of the scope. */
    <T> TypedQuery<T> query(
            Part part, RegistryEditor<?, ?> kind, String select, String condition, String order, Class<T> result) {
        List<String> conditions = new ArrayList<>(List.of(condition.isEmpty() ? "1 = 1" : condition));
        if (!part.scope().whole()) {
            conditions.add(kind.ownedBy());
        }
        part.client().ifPresent(client -> conditions.add(kind.ofClient()));
        String where = conditions.stream().collect(Collectors.joining(") and (", "(", ")"));
        TypedQuery<T> query = entities.createQuery(
                select + " from " + kind.entityType().getSimpleName() + " e where " + where + order, result);
        if (!part.scope().whole()) {
            query.setParameter("clients", part.scope().clientIds());
        }
        part.client().ifPresent(client -> query.setParameter("client", client));
        return query;
    }
}
