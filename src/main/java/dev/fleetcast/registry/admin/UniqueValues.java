package dev.fleetcast.registry.admin;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which entries have the {@link RegistryEditor#unique} values of a kind. Looks up the values of many rows together and
 * then follows the changes of one transaction, which holds the lock of the registry. Not thread-safe.
 */
final class UniqueValues {

    /** A bound on the parameters of one query. */
    private static final int TOGETHER = 1_000;

    private final EntityManager entities;
    private final RegistryEditor<?, ?> kind;
    private final Map<Place, Optional<Long>> owners = new HashMap<>();

    UniqueValues(EntityManager entities, RegistryEditor<?, ?> kind) {
        this.entities = entities;
        this.kind = kind;
    }

    /** @param client the client within which the value is unique; 0 for all */
    private record Place(MatchKey key, long client, Object value) {

        /** Where a value of the key in a form belongs; empty if the form has none. */
        static Optional<Place> of(MatchKey key, JsonNode form) {
            long client = key.withinClient() ? form.path("client_id").asLong() : 0;
            return key.in(form).map(value -> new Place(key, client, value));
        }
    }

    /** Looks up the values of these rows with a few queries. */
    void load(Collection<? extends JsonNode> rows) {
        for (MatchKey key : kind.unique()) {
            Set<Place> some = new HashSet<>();
            for (JsonNode row : rows) {
                Place.of(key, row).filter(place -> !owners.containsKey(place)).ifPresent(some::add);
                if (some.size() == TOGETHER) {
                    load(key, some);
                    some.clear();
                }
            }
            if (!some.isEmpty()) {
                load(key, some);
            }
        }
    }

    private void load(MatchKey key, Set<Place> places) {
        places.forEach(place -> owners.put(place, Optional.empty()));
        String value = "e." + key.attribute();
        String client = key.withinClient() ? "e.clientId" : "0L";
        TypedQuery<Object[]> query = entities.createQuery(
                "select " + client + ", " + value + ", e.id from "
                        + kind.entityType().getSimpleName() + " e where " + value + " in :values"
                        + (key.withinClient() ? " and e.clientId in :clients" : ""),
                Object[].class);
        query.setParameter("values", places.stream().map(Place::value).collect(Collectors.toSet()));
        if (key.withinClient()) {
            query.setParameter("clients", places.stream().map(Place::client).collect(Collectors.toSet()));
        }
        for (Object[] found : query.getResultList()) {
            owners.put(new Place(key, (Long) found[0], found[1]), Optional.of((Long) found[2]));
        }
    }

    /** The entry that has the row's value of that key. */
    Optional<Long> owner(MatchKey key, JsonNode row) {
        load(List.of(row));
        return Place.of(key, row).flatMap(owners::get);
    }

    /**
     * Reports the values of a form that another entry has; of another client only if the caller may name that client, so
     * after all other checks.
     */
    void check(JsonNode form, Optional<Long> id, Findings findings) {
        boolean isForeign = findings.concern("client_id");
        for (MatchKey key : kind.unique()) {
            if (!key.withinClient() || !isForeign) {
                owner(key, form)
                        .filter(owner -> !id.equals(Optional.of(owner)))
                        .ifPresent(other -> findings.conflict(key.field(), "is already in use"));
            }
        }
    }

    /** The values of the form belong to the new entry from now on. */
    void take(JsonNode form, long id) {
        kind.unique().forEach(key -> Place.of(key, form).ifPresent(place -> owners.put(place, Optional.of(id))));
    }

    /** The entry has the values of another form from now on; returns whether it had a value that is free now. */
    boolean move(JsonNode before, JsonNode after, long id) {
        boolean freed = false;
        for (MatchKey key : kind.unique()) {
            Optional<Place> left = Place.of(key, before);
            if (left.isPresent() && !left.equals(Place.of(key, after))) {
                owners.put(left.get(), Optional.empty());
                freed = true;
            }
        }
        take(after, id);
        return freed;
    }
}
