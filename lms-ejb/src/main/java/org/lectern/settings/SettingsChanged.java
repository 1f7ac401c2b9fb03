package org.lectern.settings;

/** An administrator changed the settings; fired in the transaction that did. */
public record SettingsChanged() {}
