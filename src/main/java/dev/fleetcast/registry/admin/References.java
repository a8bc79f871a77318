package dev.fleetcast.registry.admin;

import dev.fleetcast.problem.ProblemType;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Table;
import jakarta.ws.rs.core.Response.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Finds what keeps an entry from being removed: the entries that refer to it. Called within a transaction. */
@ApplicationScoped
class References {

    private static final int SHOWN = 5;

    private static final String COLUMNS = """
            select cast(c.conrelid as regclass)::text, cast(a.attname as text)
            from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
            where c.contype = 'f' and c.confdeltype in ('a', 'r') and cardinality(c.conkey) = 1
              and c.confrelid = to_regclass(:target)
            order by 1""";

    private final EntityManager entities;

    References(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Some of the entries of one kind that refer to the entry.
     *
     * @param kind their path in the API, such as {@code units}
     * @param ids the first of them
     * @param total their number
     */
    record Blocking(String kind, List<Long> ids, long total) {

        String text() {
            String shown = ids.stream().map(String::valueOf).collect(Collectors.joining(", "));
            return kind + " " + shown + (total > ids.size() ? " and " + (total - ids.size()) + " more" : "");
        }
    }

    /** Throws a 409 that names the entries. */
    void refuseIfAnyTo(Class<?> entity, long id) {
        List<Blocking> blocking = to(entity, id);
        if (!blocking.isEmpty()) {
            throw HttpProblem.builder()
                    .withType(ProblemType.STILL_IN_USE.uri())
                    .withStatus(Status.CONFLICT)
                    .withTitle(Status.CONFLICT.getReasonPhrase())
                    .withDetail(blocking.stream()
                            .map(Blocking::text)
                            .collect(Collectors.joining("; ", "These still refer to the entry: ", ".")))
                    .with("blocked_by", blocking)
                    .build();
        }
    }

    private List<Blocking> to(Class<?> entity, long id) {
        List<Blocking> blocking = new ArrayList<>();
        for (Object found : entities.createNativeQuery(COLUMNS, Object[].class)
                .setParameter("target", entity.getAnnotation(Table.class).name())
                .getResultList()) {
            Object[] column = (Object[]) found;
            String from = " from " + column[0] + " where " + column[1] + " = :id";
            long total = (Long) entities.createNativeQuery("select count(*)" + from, Long.class)
                    .setParameter("id", id)
                    .getSingleResult();
            if (total > 0) {
                blocking.add(new Blocking(column[0] + "s", ids(from, id), total));
            }
        }
        return blocking;
    }

    @SuppressWarnings("unchecked")
    private List<Long> ids(String from, long id) {
        return entities.createNativeQuery("select id" + from + " order by id", Long.class)
                .setParameter("id", id)
                .setMaxResults(SHOWN)
                .getResultList();
    }
}
