package dev.waybill.local.events;

/** What was announced: a message's subject and text, or an event's type and detail. */
public record Announcement(String subject, String message) {}
