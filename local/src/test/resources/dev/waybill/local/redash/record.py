#!/usr/bin/env python3
"""Records what an empty Redash answers, one request a line, without what differs from run to run.

    REDASH_API_KEY=... record.py http://127.0.0.1:5000 > redash-VERSION.jsonl
"""
import json
import os
import sys
import urllib.error
import urllib.request

UNREAD = set("""user_id last_modified_by last_modified_by_id updated_at created_at api_key query_hash queue_name
    scheduled_queue_name supports_auto_limit syntax paused pause_reason is_favorite is_safe latest_query_data_id retrieved_at
    runtime can_edit layout dashboard_filters_enabled groups""".split())
PAGE = "?page_size=250&order=created_at&page=1"
OPTIONS = {"host": "h", "port": 5439, "user": "u", "password": "p", "dbname": "d", "sslmode": "require"}
SCHEDULE = {"interval": 3600, "time": None, "day_of_week": None, "until": None}

STEPS = [
    ("GET", "api/session"),
    ("GET", "api/session", None, "a wrong key"),
    ("GET", "api/queries" + PAGE, None, "a wrong key"),
    ("GET", "api/nothing"),
    ("GET", "api/data_sources"),
    ("POST", "api/data_sources", {"name": "wh", "type": "redshift", "options": OPTIONS}),
    ("GET", "api/data_sources"),
    ("GET", "api/data_sources/1"),
    ("POST", "api/data_sources/1", {"name": "wh", "type": "redshift", "options": {**OPTIONS, "host": "h2", "password": "--------"}}),
    ("POST", "api/data_sources", {"name": "wh", "type": "redshift", "options": OPTIONS}),
    ("GET", "api/data_sources"),
    ("GET", "api/data_sources/9"),
    ("GET", "api/queries" + PAGE),
    ("POST", "api/queries", {"name": "Q1", "description": "x", "query": "select 1", "data_source_id": 1,
                             "schedule": SCHEDULE, "tags": ["waybill"], "options": {"parameters": []}}),
    ("POST", "api/queries/1", {"is_draft": False, "version": 1}),
    ("POST", "api/queries/1", {"query": "select 2", "version": 1}),
    ("POST", "api/queries/1", {"query": "select 3", "version": 9}),
    ("POST", "api/queries", {"name": "Q1", "query": "select 4", "data_source_id": 1, "options": {}}),
    ("GET", "api/queries/1"),
    ("GET", "api/queries/9"),
    ("GET", "api/queries?page_size=1&order=created_at&page=1"),
    ("GET", "api/queries?page_size=1&order=created_at&page=2"),
    ("GET", "api/queries?page_size=1&order=created_at&page=3"),
    ("GET", "api/queries?page_size=251&order=created_at&page=1"),
    ("POST", "api/visualizations", {"query_id": 1, "type": "CHART", "name": "C", "description": "", "options": {"a": {"x": 1}}}),
    ("POST", "api/visualizations/3", {"type": "CHART", "name": "C", "options": {"a": {"x": 2}}}),
    ("GET", "api/dashboards" + PAGE),
    ("POST", "api/dashboards", {"name": "My dashboard: 1"}),
    ("POST", "api/dashboards/1", {"tags": ["waybill"], "version": 1}),
    ("POST", "api/dashboards/1", {"is_draft": False, "version": 1}),
    ("POST", "api/widgets", {"dashboard_id": 1, "visualization_id": 3, "text": "", "width": 1,
                             "options": {"waybill": "q", "position": {"col": 0}}}),
    ("POST", "api/widgets", {"dashboard_id": 1, "visualization_id": None, "text": "hi", "width": 1, "options": {"waybill": "t"}}),
    ("POST", "api/widgets/2", {"text": "ho", "options": {"waybill": "t", "position": {"col": 1}}}),
    ("GET", "api/dashboards/1"),
    ("POST", "api/dashboards/1", {"is_draft": False, "version": 2}),
    ("GET", "api/dashboards" + PAGE),
    ("DELETE", "api/widgets/2"),
    ("DELETE", "api/widgets/2"),
    ("DELETE", "api/queries/1"),
    ("GET", "api/dashboards/1"),
    ("GET", "api/queries" + PAGE),
    ("GET", "api/queries/1"),
    ("DELETE", "api/dashboards/1"),
    ("GET", "api/dashboards" + PAGE),
]


def pruned(value):
    if isinstance(value, dict):
        return {k: pruned(v) for k, v in value.items() if k not in UNREAD and not (k == "user" and isinstance(v, dict))}
    return [pruned(v) for v in value] if isinstance(value, list) else value


def session(answer):
    return {"user": {k: answer["user"][k] for k in ("name", "permissions")},
            "client_config": {"version": answer["client_config"]["version"]}}


def record(url, method, path, body=None, key=None):
    request = urllib.request.Request(
        url + "/" + path, method=method, data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": "Key " + (key or os.environ["REDASH_API_KEY"]), "Content-Type": "application/json"})
    try:
        response = urllib.request.urlopen(request, timeout=30)
    except urllib.error.HTTPError as e:
        response = e
    line = {"method": method, "path": path, "body": body, "key": key,
            "status": response.status, "type": response.headers.get_content_type()}
    if line["type"] == "application/json":
        answer = json.load(response)
        line["answer"] = session(answer) if path == "api/session" and response.status == 200 else pruned(answer)
    print(json.dumps({k: v for k, v in line.items() if v is not None or k == "answer"}, sort_keys=True))


if __name__ == "__main__":
    for step in STEPS:
        record(sys.argv[1], *step)
