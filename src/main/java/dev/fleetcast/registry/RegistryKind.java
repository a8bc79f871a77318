package dev.fleetcast.registry;

import java.util.List;

/**
 * One kind of thing in the registry: how its form and what is stored become each other. Called within a transaction; writes
 * of the registry happen one after the other, so that what {@link #check} saw still holds in {@link #apply}.
 *
 * @param <E> the entity that is stored
 * @param <F> the form that is shown
 */
public interface RegistryKind<E, F extends RegistryForm> {

    /** The class of the entity. */
    Class<E> entityType();

    /** The class of the form, a record. */
    Class<F> formType();

    /** The textual attributes of the entity in which a list's {@code q} looks. */
    List<String> searched();

    /** A new entity with that id, or with none yet when {@code id} is null. */
    E blank(Long id);

    /** What is shown of the entity. */
    F form(E entity);

    /** What is shown of several; for kinds that look it up together. */
    default List<F> forms(List<E> entities) {
        return entities.stream().map(this::form).toList();
    }

    /**
     * Reports what bean validation cannot see: things that do not exist, belong to others or are taken.
     *
     * @param stored what is there now; null for a new thing
     */
    void check(F form, E stored, Findings findings);

    /** Takes everything but the id from a form that was checked. */
    void apply(F form, E entity);

    /** Changes other entities along with this one, once it has its id. */
    default void applyAround(F form, E entity) {}

    /** Reports why it must stay, or makes its removal possible. */
    default void beforeRemoval(E entity, Findings findings) {}
}
