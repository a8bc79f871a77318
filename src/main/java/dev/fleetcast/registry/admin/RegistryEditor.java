package dev.fleetcast.registry.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.registry.AdminScope;
import java.util.List;
import java.util.Set;

/**
 * Converts one kind of registry entry between its form and its entity. Called within a transaction; writes of the
 * registry are serialized, so what {@link #check} saw still holds in {@link #apply}.
 *
 * @param <E> the stored entity
 * @param <F> the form in the API
 */
public interface RegistryEditor<E, F extends RegistryForm> {

    /** The class of the entity. */
    Class<E> entityType();

    /** The class of the form, a record. */
    Class<F> formType();

    /** The text attributes of the entity that a list's {@code q} searches. */
    List<String> searched();

    /** A new entity with that id, or without one if {@code id} is null. */
    E blank(Long id);

    /** The form of the entity. */
    F form(E entity);

    /** The forms of several entities; override it to load related data together. */
    default List<F> forms(List<E> entities) {
        return entities.stream().map(this::form).toList();
    }

    /** The condition, in JPQL, under which an entity {@code e} belongs to some of {@code :clients} and no others. */
    default String ownedBy() {
        return "e.clientId in :clients";
    }

    /** The condition, in JPQL, under which an entity {@code e} belongs to {@code :client}, perhaps among others. */
    default String ofClient() {
        return "e.clientId = :client";
    }

    /**
     * Reports errors that neither bean validation nor {@link #unique} sees: missing entries, entries of others, conflicts.
     *
     * @param stored the existing entity; null for a new entry
     * @param scope what the caller administers; the rest looks missing
     */
    default void check(F form, E stored, AdminScope scope, Findings findings) {}

    /** Copies all fields except the id from a form that passed {@link #check}. */
    void apply(F form, E entity);

    /** Changes other entities together with this one, after it has its id. */
    default void applyAround(F form, E entity) {}

    /** The fields whose values no two entries share, in all or within a client. */
    default List<MatchKey> unique() {
        return List.of();
    }

    /** The fields besides the id by which an import can recognize entries. */
    default List<MatchKey> keys() {
        return List.of();
    }

    /** The columns of an import that are no fields of the form: {@link #resolve} replaces them by fields. */
    default Set<String> importColumns() {
        return Set.of();
    }

    /** Prepares what takes long, before the transaction of an import locks the registry; the rows are not valid yet. */
    default void beforeImport(List<ObjectNode> rows) {}

    /** Replaces the {@link #importColumns} in a row of an import, and reports values that name nothing. */
    default void resolve(ObjectNode row, AdminScope scope, Findings findings) {}

    /** Reports why the entity must stay, or prepares its removal. */
    default void beforeRemoval(E entity, Findings findings) {}
}
