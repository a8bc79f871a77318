package dev.fleetcast.registry;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Table;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.util.EnumSet;
import java.util.List;
import org.hibernate.annotations.IdGeneratorType;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.generator.EventType;
import org.hibernate.generator.EventTypeSets;
import org.hibernate.query.QueryFlushMode;

/** The id of a registry entity: the one assigned before it is persisted, else the next id of its table. */
@IdGeneratorType(RegistryId.Generator.class)
@Retention(RUNTIME)
@Target(FIELD)
public @interface RegistryId {

    /** Keeps an assigned id, for example from an import, and otherwise takes the next one of the table's identity column. */
    final class Generator implements BeforeExecutionGenerator {

        @Override
        public Object generate(
                SharedSessionContractImplementor session, Object entity, Object currentValue, EventType eventType) {
            var persister = session.getEntityPersister(null, entity);
            Object given = persister.getIdentifier(entity, session);
            return given != null ? given : next(session, persister.getIdentifierTableName());
        }

        private static Long next(SharedSessionContractImplementor session, String table) {
            return next(session, table, 1).get(0);
        }

        /** The next ids for entities that are persisted together; called within a transaction. */
        public static List<Long> next(EntityManager entities, Class<?> entity, int count) {
            return next(
                    entities.unwrap(SharedSessionContractImplementor.class),
                    entity.getAnnotation(Table.class).name(),
                    count);
        }

        private static List<Long> next(SharedSessionContractImplementor session, String table, int count) {
            var query = session.createNativeQuery(
                    "select nextval(pg_get_serial_sequence(:table, 'id')) from generate_series(1, :count)", Long.class);
            query.setQueryFlushMode(QueryFlushMode.NO_FLUSH);
            return query.setParameter("table", table)
                    .setParameter("count", count)
                    .getResultList();
        }

        @Override
        public EnumSet<EventType> getEventTypes() {
            return EventTypeSets.INSERT_ONLY;
        }

        @Override
        public boolean allowAssignedIdentifiers() {
            return true;
        }
    }
}
