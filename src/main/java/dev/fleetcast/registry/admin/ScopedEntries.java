package dev.fleetcast.registry.admin;

import dev.fleetcast.registry.AdminScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.Optional;

/** Queries the entries of a kind within a scope; called within a transaction. */
@ApplicationScoped
class ScopedEntries {

    private final EntityManager entities;

    ScopedEntries(EntityManager entities) {
        this.entities = entities;
    }

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
        String wanted = condition.isEmpty() ? "1 = 1" : "(" + condition + ")";
        String where = scope.whole() ? wanted : wanted + " and (" + kind.ownedBy() + ")";
        TypedQuery<T> query = entities.createQuery(
                select + " from " + kind.entityType().getSimpleName() + " e where " + where + order, result);
        return scope.whole() ? query : query.setParameter("clients", scope.clientIds());
    }
}
