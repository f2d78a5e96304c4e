-- One kind of request, over and over: what it is comes in a file, since wrk passes on no words with spaces.
local plan, threads = nil, 0

function setup(thread)
    thread:set("number", threads)
    threads = threads + 1
    thread:set("of", tonumber(os.getenv("THREADS")))
end

function init(args)
    plan = dofile(os.getenv("PLAN"))
    math.randomseed(os.time() * 7 + number)
    count = 0
end

-- Ids of numbers are told by these; those that are used up are shared out between the threads.
local function fill(text)
    local n = plan.once and (plan.first + (count * of + number)) or math.random(plan.first, plan.last)
    return (text:gsub("{id}", string.format("%012x", n)):gsub("{n}", tostring(n)):gsub("{customer}", string.format("%012x", math.random(1, plan.customers))))
end

function request()
    count = count + 1
    local headers = { ["Authorization"] = plan.token, ["Content-Type"] = "application/json", ["If-Match"] = plan.etag }
    if plan.method == "POST" then
        headers["Idempotency-Key"] = string.format("%s-%d-%d", plan.run, number, count)
    end
    return wrk.format(plan.method, fill(plan.path), headers, plan.body and fill(plan.body))
end

function done(summary, latency)
    io.write(string.format('RESULT {"requests": %d, "seconds": %.4f, "p50": %.3f, "p99": %.3f, "refused": %d, "broken": %d}\n', summary.requests,
        summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000, summary.errors.status,
        summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
