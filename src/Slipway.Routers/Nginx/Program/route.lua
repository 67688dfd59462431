-- Decides each request: wait, maintenance page, slot, service, replica.
local count = require "count"
local hold = require "hold"
local pages = require "pages"
local state = require "state"
local watch = require "watch"
local route = {}
local turns = {}

local function has_cookie(name, value)
    local header = ngx.var.http_cookie
    if header then
        for key, given in header:gmatch("([^=;%s]+)=([^;]*)") do
            if key == name and given:match("^\"?(.-)\"?%s*$") == value then
                return true
            end
        end
    end
    return false
end

local function is_marked(mark)
    if not mark then
        return false
    elseif mark.source == "Cookie" then
        return has_cookie(mark.name, mark.value)
    end
    local given = ngx.req.get_headers(0)[mark.name]
    for _, value in ipairs(type(given) == "table" and given or { given }) do
        if value == mark.value then
            return true
        end
    end
    return false
end

-- The slot, and whether the request is no client's: it is not counted as traffic of the slot.
local function choose_slot(now)
    local headers = ngx.req.get_headers(0)
    local wished, token = headers["X-Slipway-Slot"], headers["X-Slipway-Token"]
    if type(wished) == "string" and type(token) == "string" and now.slots[wished] and now.slots[wished].previewToken == token then
        return wished, true
    elseif now.canary and is_marked(now.slots[now.canary].mark) then
        return now.canary, headers["X-Slipway-Probe"] ~= nil
    elseif now.share.blue + now.share.green == 0 then
        return nil
    end
    return math.random(100) <= now.share.green and "green" or "blue", headers["X-Slipway-Probe"] ~= nil
end

local function choose_service(slot)
    local host, path = ngx.var.host, ngx.var.request_uri:match("^[^?#]*") .. "/"
    for _, candidate in ipairs(slot.routes) do
        if (not candidate.host or candidate.host == host) and path:sub(1, #candidate.prefix) == candidate.prefix then
            return slot.services[candidate.service]
        end
    end
end

-- One after the other, leaving out what its checks see down; all of them when none is up, because a check may be wrong.
function route.choose_replica(replicas, tried)
    local first = replicas[1]
    local turn = (turns[first.service] or math.random(#replicas)) + 1
    turns[first.service] = turn
    local spare
    for offset = 0, #replicas - 1 do
        local replica = replicas[(turn + offset) % #replicas + 1]
        if replica ~= tried then
            if watch.is_fit(replica) then
                return replica
            end
            spare = spare or replica
        end
    end
    return spare
end

local function answer(status, page)
    ngx.status = status
    ngx.header.content_type = "text/html"
    if status == ngx.HTTP_SERVICE_UNAVAILABLE then
        ngx.header.retry_after = 30
    end
    ngx.print(page)
    ngx.exit(ngx.HTTP_OK)
end

local function decide(now)
    if now.maintenance then
        return nil, nil, ngx.HTTP_SERVICE_UNAVAILABLE, pages.maintenance
    end
    local name, own = choose_slot(now)
    if not name then
        return nil, nil, ngx.HTTP_SERVICE_UNAVAILABLE, pages.no_release
    end
    local replicas = choose_service(now.slots[name])
    if not replicas then
        return name, nil, ngx.HTTP_NOT_FOUND, pages.no_route
    end
    return name, replicas, nil, nil, own
end

function route.decide()
    hold.wait()
    while true do
        local now, version = state.current()
        local slot, replicas, status, page, own = decide(now)
        ngx.var.slot = slot or ""
        if not replicas then
            return answer(status, page)
        end
        count.begin(slot, replicas, route.choose_replica(replicas), own)
        -- Another worker may have changed the state between the decision and the count. Whoever reads the counts after a change must find
        -- every request that was decided before it.
        if state.version() == version then
            return
        end
        count.undo()
    end
end

return route
