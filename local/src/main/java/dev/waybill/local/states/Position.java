package dev.waybill.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Where an execution stands: the state that it is in or will enter, with what that state sees. */
record Position(String state, JsonNode input, ObjectNode variables) {}
