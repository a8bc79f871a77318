/**
 * Administration of registry entries: lists, forms, CSV import.
 *
 * <p>In reading order: {@code AdminResource}, {@code RegistryAdmin}, {@code RegistryEditor}, {@code RegistryForm},
 * {@code FormReader}, {@code RegistryWriter}, {@code CsvTable}.
 */
package dev.fleetcast.registry.admin;
