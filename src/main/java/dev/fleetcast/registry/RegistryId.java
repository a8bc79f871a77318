package dev.fleetcast.registry;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import org.hibernate.annotations.IdGeneratorType;

/** The id of a registry entity: the one assigned before it is persisted, else the next id of its table. */
@IdGeneratorType(RegistryIdGenerator.class)
@Retention(RUNTIME)
@Target(FIELD)
public @interface RegistryId {}
