@NullMarked
package dev.waybill.local.web;

import org.jspecify.annotations.NullMarked;
